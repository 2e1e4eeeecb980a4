import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createRunner, type Runner } from '../../script/rig/runner.ts'
import { until } from '../helpers/until.ts'

const actionFile = `
inputs:
  who: { default: you }
  build args: { required: true }
runs: { using: node24, main: main.js, post: post.js }
`

let action: string
let runner: Runner

beforeEach(async () => {
  action = await mkdtemp(join(tmpdir(), 'action-'))
  await writeFile(join(action, 'action.yml'), actionFile)
  await writeFile(join(action, 'package.json'), '{}')
  await writeFile(join(action, 'post.js'), 'console.log(JSON.stringify(process.env))')
  runner = await createRunner({ action })
})

afterEach(async () => {
  await runner.remove()
  await rm(action, { recursive: true })
})

async function startMain(code: string, options?: Parameters<Runner['startStep']>[0]) {
  await writeFile(join(action, 'main.js'), `const fs = require('fs'); ${code}`)
  return runner.startStep(options)
}

const printEnvironment = 'console.log(JSON.stringify({ ...process.env, cwd: process.cwd() }))'

describe('createRunner', () => {
  it('gives the action its inputs with their defaults, and its own environment', async () => {
    process.env.RIG_TEST_SECRET = 'not for the step'
    const step = await startMain(printEnvironment, {
      inputs: { 'build args': 'a=1' },
      env: { FROM_WORKFLOW: 'yes' },
    })
    delete process.env.RIG_TEST_SECRET
    const { exitCode, log } = await step.done
    const env = JSON.parse(log)
    expect(exitCode).toBe(0)
    expect(env).toMatchObject({
      INPUT_WHO: 'you',
      INPUT_BUILD_ARGS: 'a=1',
      FROM_WORKFLOW: 'yes',
      GITHUB_ACTIONS: 'true',
      HOME: runner.home,
      RUNNER_TEMP: runner.temp,
      GITHUB_WORKSPACE: runner.workspace,
      cwd: runner.workspace,
    })
    expect(env).not.toHaveProperty('RIG_TEST_SECRET')
  })

  it('refuses an input that action.yml does not declare', async () => {
    await expect(startMain('', { inputs: { wo: 'me' } })).rejects.toThrow(
      'action.yml has no input wo',
    )
  })

  it('reads the environment files, and passes the state to post', async () => {
    const step = await startMain(`
      fs.appendFileSync(process.env.GITHUB_OUTPUT, 'answer=42\\n')
      fs.appendFileSync(process.env.GITHUB_STATE, 'place<<END\\na\\nb\\nEND\\n')
      fs.appendFileSync(process.env.GITHUB_ENV, 'COLOR=blue\\n')
      fs.appendFileSync(process.env.GITHUB_PATH, '/opt/bin\\n')
      fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# Done')
    `)
    expect(await step.done).toMatchObject({
      outputs: { answer: '42' },
      state: { place: 'a\nb' },
      exportedVariables: { COLOR: 'blue' },
      addedPath: ['/opt/bin'],
      summary: '# Done',
    })
    const post = await step.post()
    if (post === 'skipped') throw new Error('post was skipped')
    expect(JSON.parse(post.log)).toMatchObject({ STATE_place: 'a\nb', INPUT_WHO: 'you' })
    expect(post.outputs).toEqual({})
  })

  it('skips post unless its condition is met', async () => {
    const text = actionFile.replace('post.js', 'post.js, post-if: failure()')
    await writeFile(join(action, 'action.yml'), text)
    const fresh = await createRunner({ action })
    try {
      await writeFile(join(action, 'main.js'), '')
      const step = await fresh.startStep()
      await step.done
      expect(await step.post()).toBe('skipped')
      expect(await step.post('failure')).toMatchObject({ exitCode: 0 })
    } finally {
      await fresh.remove()
    }
  })

  it('reads the output in order, with a split character and without a last line break', async () => {
    const step = await startMain(`
      const bytes = Buffer.from('::warning::naïve\\nlast')
      fs.writeSync(1, bytes.subarray(0, 14))
      fs.writeSync(1, bytes.subarray(14))
    `)
    const { log, rawOutput, annotations } = await step.done
    expect(log).toBe('Warning: naïve\nlast')
    expect(rawOutput.toString()).toBe('::warning::naïve\nlast')
    expect(annotations).toEqual([{ level: 'warning', message: 'naïve', properties: {} }])
  })

  it('separates a signal from an exit code, and does not wait for processes that main left', async () => {
    const step = await startMain(`
      require('child_process').spawn('sleep', ['5'], { stdio: 'inherit', detached: true }).unref()
      console.log('ready')
      process.kill(process.pid, 'SIGKILL')
    `)
    expect(await step.done).toMatchObject({ exitCode: null, signal: 'SIGKILL', log: 'ready' })
  })

  it('cancels with SIGINT', async () => {
    const step = await startMain(`
      process.on('SIGINT', () => { console.log('stopping'); process.exit(3) })
      setInterval(() => {}, 1000)
      fs.writeFileSync('ready', '')
    `)
    await until(() => existsSync(join(runner.workspace, 'ready')), 'main waits for a signal')
    expect(await step.cancel()).toMatchObject({ exitCode: 3, log: 'stopping' })
  })
})
