import { describe, expect, it } from '@jest/globals'
import { withoutCode } from '../helpers/without-code.ts'
import { createProject, rig, stepsOf } from './project.ts'

describe('a build that fails', () => {
  it('prints the failed step, its last output and its place in the Dockerfile last', async () => {
    const project = await createProject({
      Dockerfile: `FROM @base@
RUN echo @id@ > /ready
RUN for i in $(seq 30); do echo "line $i"; done; echo '::error::not from us'; exit 3
RUN echo never
`,
    })
    const { exitCode, log, annotations, outputs, summary } = await project.build()
    expect(exitCode).toBe(1)
    const name = /^#\d+ (\[3\/4\] RUN for .*)$/m.exec(log)?.[1]
    expect(annotations).toEqual([
      expect.objectContaining({
        level: 'error',
        message: expect.stringMatching(/^\[3\/4\] RUN for .* failed: exit code: 3$/),
      }),
    ])
    const end = log.slice(log.lastIndexOf(`> ${name}:`))
    expect(end).toContain('line 30\n')
    expect(end).not.toContain('line 3\n')
    expect(end).toMatch(/^Dockerfile:3$/m)
    expect(end).toMatch(/^ {3}3 \| >>> RUN for/m)
    expect(end).toMatch(/^ERROR: failed to build: .* exit code: 3$/m)
    expect(log).not.toMatch(/\bat .*index\.js:\d+/)

    expect(outputs).toMatchObject({
      digest: '',
      metadata: '',
      driver: 'remote',
      'cache-hit': 'false',
      'cache-hit-percent': '0',
      'steps-total': '3',
      'steps-executed': '1',
    })
    expect(stepsOf(await project.build()).map(({ status }) => status)).toEqual([
      'cached',
      'failed',
      'not-started',
    ])
    expect(summary).toContain(
      '### Failed: 0 of 2 steps from cache (0 %), 1 failed, 1 not reached, ',
    )
  })

  it('reports an error in the Dockerfile itself', async () => {
    const project = await createProject({ Dockerfile: 'FROM @base@\nRUNN echo @id@\n' })
    const { exitCode, log, annotations } = await project.build()
    expect(exitCode).toBe(1)
    expect(annotations[0]?.message).toMatch(/unknown instruction: RUNN/)
    expect(log).toMatch(/^Dockerfile:2$/m)
  })

  it('names the refused connection of a push', async () => {
    const project = await createProject({ Dockerfile: 'FROM @base@\nRUN echo @id@\n' })
    const { exitCode, annotations, outputs } = await project.build({
      // A retry of the push would find the step in the cache.
      inputs: { tags: '127.0.0.1:1/nobody:latest', retries: '0' },
    })
    expect(exitCode).toBe(1)
    expect(annotations[0]?.message).toMatch(/connection refused/)
    expect(outputs['steps-executed']).toBe('1')
  })

  it.each([
    [
      { context: 'Dockerfile' },
      'context names a file, and not a folder. Set context: . and file: Dockerfile.',
    ],
    [{ file: 'nope/Dockerfile' }, 'file names no file in the workspace: there is no nope/Docker'],
    [{ context: 'nope' }, 'context names no folder in the workspace: there is no nope.'],
  ])('says which path is wrong in a checkout: %j', async (inputs, hint) => {
    const project = await createProject({ Dockerfile: 'FROM @base@', '.git/HEAD': 'checkout' })
    const { exitCode, annotations } = await project.build({ inputs })
    expect(exitCode).toBe(1)
    expect(annotations[0]?.message).toContain(hint)
    expect(annotations[0]?.message).not.toContain('actions/checkout')
  })

  it('repeats buildx’s message about a wrong argument', async () => {
    const project = await createProject({ Dockerfile: 'FROM @base@\n' })
    const { exitCode, annotations } = await project.build({ inputs: { outputs: 'type=nonsense' } })
    expect(exitCode).toBe(1)
    expect(annotations).toHaveLength(1)
    expect(annotations[0]?.message).toMatch(/nonsense/)
  })
})

describe('an action without a usable daemon', () => {
  const files = { Dockerfile: 'FROM @base@\nRUN echo @id@\n' }

  it.each([
    [
      'nothing listens',
      { endpoint: 'tcp://127.0.0.1:1', 'connect-timeout': '0s' },
      /^Nothing listens at tcp:\/\/127\.0\.0\.1:1: /,
    ],
    [
      'the name is wrong',
      { 'server-name': 'other.example' },
      /^The certificate of .* is for DNS:localhost, .*, not for other\.example\. /,
    ],
    [
      'no certificate is given',
      { ca: '', cert: '', key: '' },
      /^tcp:.* needs TLS, but ca, cert and key are empty\. /,
    ],
    [
      'the daemon does not know the client',
      { cert: '', key: '' },
      /^tcp:.* demands a client certificate /,
    ],
    ['no endpoint is given', { endpoint: '' }, /^endpoint is empty\. /],
    [
      'the key belongs to another certificate',
      { key: rig.certificates.server.key },
      /^key does not belong to the certificate in cert\. /,
    ],
    [
      'endpoint is not an address',
      { endpoint: 'buildkit' },
      /^endpoint: "buildkit" is not an address/,
    ],
  ])('fails in one line when %s', async (_, inputs, words) => {
    const project = await createProject(files)
    const { exitCode, annotations, outputs, log } = await project.build({ inputs })
    expect(exitCode).toBe(1)
    expect(annotations.map(({ level, message }) => [level, withoutCode(message)])).toEqual([
      ['error', expect.stringMatching(words)],
    ])
    expect(log.trimEnd().split('\n').length).toBeLessThanOrEqual(2)
    expect(outputs).toMatchObject({ 'cache-hit': 'false', 'steps-total': '0', driver: '' })
  })
})
