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

  it.each([
    ['rootful to rootless', ['--rootful'], [], 'buildkit:buildkit'],
    ['rootless to rootful', [], ['--rootful'], 'root:root'],
  ])(
    'gives the certificates to the new user after a switch from %s',
    async (_, from, to, owner) => {
      await machine.install(...from)
      machine.takeOwners()
      expect(await machine.install(...to)).toMatchObject({ code: 0 })
      const files = ['ca.crt', 'tls.crt', 'tls.key'].map(
        (name) => `${owner} /etc/buildkit/tls/${name}`,
      )
      expect(machine.takeOwners()).toEqual(expect.arrayContaining(files))
    },
  )

  it('leaves the owner of a certificate that is a link to another place', async () => {
    await machine.install()
    machine.link('ca.crt')
    machine.takeOwners()
    expect(await machine.restart()).toMatchObject({ code: 0 })
    expect(machine.takeOwners().filter((line) => line.endsWith('.crt'))).toEqual([
      'buildkit:buildkit /etc/buildkit/tls/tls.crt',
    ])
  })

  it('keeps the release that was in use, not the one that was unpacked last', async () => {
    await machine.install()
    machine.ship('v0.2.0', 'v1.0.0')
    await machine.publish('v0.2.0', 'v1.0.0', { works: false })
    const { code, stderr } = await machine.install()
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^install\.sh: v0\.2\.0-v1\.0\.0 did not start; v0\.1\.0-v1\.0\.0 runs/m,
      ),
    ])
    machine.ship('v0.3.0', 'v1.0.0')
    await machine.publish('v0.3.0', 'v1.0.0')
    for (const _ of ['the upgrade', 'the same again']) {
      expect(await machine.install()).toMatchObject({ code: 0 })
      expect(machine.releases()).toEqual({
        current: 'v0.3.0-v1.0.0',
        installed: ['v0.1.0-v1.0.0', 'v0.3.0-v1.0.0'],
      })
    }
  })

  it.each([['v0.1.0'], ['0.1.0']])(
    'goes back to %s from files with another rootlesskit, without its archives',
    async (version) => {
      await machine.install()
      machine.ship('v0.2.0', 'v2.0.0')
      machine.unpublish()
      await machine.publish('v0.2.0', 'v2.0.0')
      expect(await machine.install()).toMatchObject({ code: 0 })
      expect(await machine.install('--version', version)).toMatchObject({ code: 0 })
      const installed = ['v0.1.0-v1.0.0', 'v0.2.0-v2.0.0']
      expect(machine.releases()).toEqual({ current: 'v0.1.0-v1.0.0', installed })
      expect(await machine.install()).toMatchObject({ code: 0 })
      expect(machine.releases()).toEqual({ current: 'v0.2.0-v2.0.0', installed })
    },
  )

  it('updates rootlesskit when the files name another one for the same BuildKit', async () => {
    await machine.install()
    machine.ship('v0.1.0', 'v2.0.0')
    await machine.publish('v0.1.0', 'v2.0.0')
    expect(await machine.install('--version', 'v0.1.0')).toMatchObject({ code: 0 })
    expect(machine.releases().current).toBe('v0.1.0-v2.0.0')
  })
})
