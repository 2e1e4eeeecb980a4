import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { processesWith } from '../../script/rig/leaks.ts'
import type { Step } from '../../script/rig/runner.ts'
import { until } from '../helpers/until.ts'
import { createProject, expectNoSecret, type Project, stepsOf } from './project.ts'

// The command line of the RUN contains the marker, so the test finds it among the processes of this
// machine while the daemon runs it.
const dockerfile = `FROM @base@
RUN echo started && sleep 300 && echo @id@
RUN echo never
`

async function startAndWait(project: Project): Promise<Step> {
  const step = await project.start()
  await until(() => / started$/m.test(step.log()), 'the step runs')
  return step
}

const runsOnDaemon = ({ id }: Project) =>
  processesWith(id).some(({ command }) => command.includes('sleep 300'))

describe('a build that is canceled', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops on the daemon at %s, and leaves nothing',
    async (name) => {
      const project = await createProject({ Dockerfile: dockerfile })
      const step = await startAndWait(project)
      expect(runsOnDaemon(project)).toBe(true)
      step.child.kill(name)
      const result = await step.done
      expect(result.exitCode).toBe(1)
      expect(result.annotations.map(({ message }) => message)).toEqual(['The build was canceled.'])
      expect(stepsOf(result).map(({ status }) => status)).toEqual(['canceled', 'not-started'])
      expect(result.outputs).toMatchObject({ 'cache-hit': 'false', 'steps-total': '2' })
      expect(existsSync(result.state.directory ?? '')).toBe(false)
      expect(processesWith(result.state.directory ?? '')).toEqual([])
      await expectNoSecret(result)
      await until(() => !runsOnDaemon(project), 'the daemon has stopped the step')
      expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
    },
  )

  it('stops waiting for a daemon that is not up yet', async () => {
    const project = await createProject({ Dockerfile: dockerfile })
    const step = await project.start({ inputs: { endpoint: 'tcp://127.0.0.1:1' } })
    await until(() => step.log().includes('Asking again'), 'it waits')
    step.child.kill('SIGINT')
    const { annotations, state } = await step.done
    expect(annotations.map(({ message }) => message)).toEqual(['The step was canceled.'])
    expect(existsSync(state.directory ?? '')).toBe(false)
  })
})

describe('an action that is canceled before its build', () => {
  let silent: Server
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'silent-'))
  })
  afterEach(() => {
    silent.close()
    rmSync(directory, { recursive: true })
  })

  /** Accepts connections and never sends anything. */
  async function listenSilently(address: string | number): Promise<void> {
    silent = createServer()
    if (typeof address === 'string') silent.listen(address)
    else silent.listen(address, '127.0.0.1')
    await once(silent, 'listening')
  }

  // The limit is the runner's: it kills the action ten seconds after SIGINT.
  it('exits by itself while a daemon is silent', async () => {
    await listenSilently(0)
    const { port } = silent.address() as AddressInfo
    const project = await createProject({ Dockerfile: dockerfile })
    const connected = once(silent, 'connection')
    const step = await project.start({ inputs: { endpoint: `tcp://127.0.0.1:${port}` } })
    await connected
    expect(await step.cancel()).toMatchObject({ exitCode: 1, signal: null })
  })

  it('exits by itself while Docker is silent, and leaves no buildx', async () => {
    const socket = join(directory, 'docker.sock')
    await listenSilently(socket)
    const project = await createProject({ Dockerfile: dockerfile })
    const connected = once(silent, 'connection')
    const step = await project.start({
      env: { DOCKER_HOST: `unix://${socket}` },
      inputs: { fallback: 'always' },
    })
    await connected
    const { exitCode, signal, state } = await step.cancel()
    expect({ exitCode, signal }).toEqual({ exitCode: 1, signal: null })
    expect(await step.post()).toMatchObject({ exitCode: 0 })
    expect(existsSync(state.directory ?? '')).toBe(false)
  })
})

describe('a main that is killed', () => {
  it('leaves the clean-up to post: the keys, and the buildx that kept running', async () => {
    const project = await createProject({ Dockerfile: dockerfile })
    const step = await startAndWait(project)
    step.child.kill('SIGKILL')
    const { state } = await step.done
    const directory = state.directory ?? ''
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    const attempt = join(directory, '1')
    const files = readdirSync(attempt)
    expect(files.sort()).toEqual(['cacert.pem', 'cert.pem', 'key.pem'])
    for (const file of files) expect(statSync(join(attempt, file)).mode & 0o777).toBe(0o600)
    expect(processesWith(directory)).not.toEqual([])

    // Even if the job continues normally.
    const post = await step.post('success')
    expect(post).toMatchObject({ exitCode: 0, log: '' })
    expect(existsSync(directory)).toBe(false)
    await until(() => processesWith(directory).length === 0, 'buildx is gone')
    await until(() => !runsOnDaemon(project), 'the daemon has stopped the step')
    expect(readdirSync(project.runner().temp).filter((name) => name.startsWith('remote-'))).toEqual(
      [],
    )
  })
})
