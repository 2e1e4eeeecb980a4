import { expect, it } from '@jest/globals'
import { read } from './markdown.ts'

it('the image for jobs lets GitLab start its shell, and has what the pages need', () => {
  const instructions = read('examples/ci/Dockerfile').replaceAll(/^#.*\n/gm, '')
  // GitLab's Docker executor runs the job by a shell that an entrypoint would get as arguments.
  expect(instructions).not.toMatch(/^(?:ENTRYPOINT|CMD)\b/m)
  const [, packages = ''] = /^RUN apk add --no-cache (.+)$/m.exec(instructions) ?? []
  expect(packages.split(' ')).toEqual(['git', 'openssh-client'])
})
