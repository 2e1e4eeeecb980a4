import { describe, expect, it } from '@jest/globals'
import { typeOf } from '../../script/action-inputs.ts'

describe('typeOf', () => {
  it.each([
    ['list', { description: 'List of tags of the image' }],
    ['boolean', { description: 'Build without cache', default: 'false' }],
    ['boolean', { description: 'Push. When empty, `true` unless `load` is set' }],
    ['number', { description: 'How often to retry', default: '2' }],
    ['text', { description: 'Number of builds. `never` waits for none', default: '4' }],
    ['duration', { description: 'How long to wait', default: '60s' }],
    ['choice', { description: 'Layers to export', default: 'max' }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression
    ['text', { description: 'Token', default: '${{ github.token }}' }],
    ['text', { description: 'Path of the Dockerfile' }],
  ])('is %s for %j', (type, entry) => {
    expect(typeOf(entry)).toBe(type)
  })
})
