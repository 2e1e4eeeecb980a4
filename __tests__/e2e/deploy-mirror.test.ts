import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { type DeployedDaemon, deployDaemon } from './deployed-daemon.ts'
import { createProject, rig } from './project.ts'

jest.setTimeout(60_000)

let daemon: DeployedDaemon

// The rig's registry serves as the mirror.
beforeAll(async () => {
  daemon = await deployDaemon((settings) => {
    const [before = '', mirror = ''] = settings.split(/^# A pull-through mirror.*$/m)
    return before + mirror.replaceAll(/^# /gm, '').replaceAll('mirror:5000', rig.registry.host)
  })
  await daemon.start()
})

afterAll(() => daemon.remove())

it('the last lines of buildkitd.toml, without their comment marks, redirect Docker Hub to a mirror', async () => {
  const project = await createProject({ Dockerfile: 'FROM docker.io/library/@id@\nRUN echo 1\n' })
  const base = await rig.registry.image('busybox', 'latest')
  for (const { digest } of [base.config, ...base.layers]) {
    await rig.registry.pushBlob(`library/${project.id}`, await rig.registry.blob('busybox', digest))
  }
  await rig.registry.pushManifest(`library/${project.id}`, 'latest', base)
  const { exitCode } = await project.build({
    inputs: {
      endpoint: daemon.endpoint,
      ...daemon.pki.read('client/acme-app'),
      fallback: 'never',
    },
  })
  expect(exitCode).toBe(0)
})
