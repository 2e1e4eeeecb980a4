import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type FaultyServer, listen } from '../helpers/faulty-servers.ts'
import { until } from '../helpers/until.ts'
import { createProject, rig, stepsOf } from './project.ts'

const files = {
  Dockerfile: `FROM @base@
RUN echo early @id@
RUN echo started && sleep 300
RUN echo never
`,
}

let directory: string
let daemon: Buildkitd
let line: FaultyServer | undefined
const options = {
  certificates: rig.certificates,
  config: `[registry."${rig.registry.host}"]\nhttp = true`,
}
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'lost-'))
  daemon = await startBuildkitd({ ...options, directory: join(directory, 'first') })
})
afterEach(async () => {
  await line?.close()
  line = undefined
  await daemon.stop()
  rmSync(directory, { recursive: true })
})

/** Builds until a step sleeps, then calls the function. */
async function interrupt(endpoint: string, event: () => Promise<void>): Promise<PhaseResult> {
  const project = await createProject(files)
  const step = await project.start({ inputs: { endpoint, push: 'false', retries: '0' } })
  await until(() => / started$/m.test(step.log()), 'the step runs')
  await event()
  const result = await step.done
  expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
  return result
}

function expectLost({ exitCode, annotations, log, outputs, summary }: PhaseResult): void {
  expectExitCode({ exitCode, log }, 1)
  expect(annotations).toEqual([
    expect.objectContaining({
      level: 'error',
      message: expect.stringMatching(
        /^The connection to the BuildKit daemon broke while it ran \[3\/4\] RUN echo started && sleep 300\. Was the daemon stopped or restarted\? \(.*\)$/,
      ),
    }),
  ])
  expect(annotations[0]?.message).not.toMatch(/exit code/)
  expect(log).not.toMatch(/\bat .*index\.js:\d+/)
  expect(outputs).toMatchObject({
    driver: 'remote',
    digest: '',
    fallback: 'false',
    'fallback-reason': '',
    'cache-hit': 'false',
    'steps-total': '3',
    'steps-executed': '1',
  })
  expect(summary).toMatch(/^### Failed: /m)
}

describe('a build during which', () => {
  it('the daemon dies reports that, and the step that was running', async () => {
    const result = await interrupt(daemon.endpoint, () => daemon.kill())
    expectLost(result)
    expect(stepsOf(result).map(({ status }) => status)).toEqual([
      'executed',
      'canceled',
      'not-started',
    ])
  })

  it('the connection is cut reports that, and the step that was running', async () => {
    const relay = await listen((socket) => {
      const inner = connect(daemon.port, '127.0.0.1')
      inner.on('error', () => socket.destroy())
      socket.on('close', () => inner.destroy())
      socket.pipe(inner).pipe(socket)
    })
    line = relay
    expectLost(await interrupt(relay.endpoint, () => relay.close()))
  })

  it('the daemon dies is repeated once the daemon is back', async () => {
    const project = await createProject({
      Dockerfile: 'FROM @base@\nRUN echo started && sleep 4 && echo @id@ > /made\n',
    })
    const step = await project.start({ inputs: { endpoint: daemon.endpoint } })
    await until(() => / started$/m.test(step.log()), 'the step runs')
    const { port } = daemon
    await daemon.kill()
    await until(() => step.log().includes('Trying again'), 'the step tries again')
    daemon = await startBuildkitd({ ...options, directory: join(directory, 'second'), port })
    const { exitCode, log, outputs } = await step.done
    expectExitCode({ exitCode, log }, 0)
    expect(log).toMatch(
      /^The build failed: the connection to the daemon broke\. Trying again in 2 s/m,
    )
    expect(JSON.parse(outputs['cache-report'] ?? '')).toMatchObject({ retries: 1 })
    expect(await step.post()).toBe('skipped')
  })
})
