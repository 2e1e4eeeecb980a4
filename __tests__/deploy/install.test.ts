import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createFakeMachine, type FakeMachine } from './machine.ts'

let machine: FakeMachine
beforeEach(async () => {
  machine = createFakeMachine()
  machine.ship('v0.1.0', 'v1.0.0')
  await machine.publish('v0.1.0', 'v1.0.0')
})
afterEach(() => machine.remove())

describe('deploy/vm', () => {
  it('installs and restarts where sudo leaves /usr/local out of the search path', async () => {
    expect(await machine.install()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^v0\.1\.0 is ready, its certificate valid until /m),
      stderr: '',
    })
    expect(await machine.restart()).toMatchObject({ code: 0, stderr: '' })
  })
})
