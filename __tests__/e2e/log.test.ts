import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { createProject } from './project.ts'

const commands = [
  ...['::error::no', '::warning file=a::no', '::notice::no', '::debug::no'],
  ...['::add-mask::pearl', '::set-output name=digest::no', '::save-state name=directory::no'],
  ...['::group::no', '::endgroup::', '##[error]no', 'x ##[add-mask]pearl', '##[group]no'],
]

it('the log passes no workflow command of a step to the runner, however it is printed', async () => {
  const lines = commands.map((line) => `printf '%s\\n' '${line}'; printf '\\r%s\\n' '${line}' >&2`)
  const project = await createProject({
    Dockerfile: `FROM @base@\nRUN ${lines.join('; ')}; echo pearl @id@; exit 9\n`,
  })
  const { annotations, masks, state, outputs, log } = await project.build()
  expect(annotations).toHaveLength(1)
  expect(annotations[0]?.message).toMatch(/failed: exit code: 9$/)
  expect(masks).not.toContain('pearl')
  expect(outputs.digest).toBe('')
  expect(state.directory).not.toBe('no')
  for (const line of commands) {
    const shown = log.split('\n').filter((each) => /^#\d+ \d\.\d+ /.test(each))
    expect(shown.filter((each) => each.endsWith(` ${line}`))).toHaveLength(2)
  }
})

it('the log keeps lines of parallel steps whole, keeps colours, and has few lines of a progress bar', async () => {
  const project = await createProject({
    Dockerfile: `FROM @base@ AS one
RUN for i in $(seq 200); do printf 'one '; printf '%s of @id@\\n' $i; done; echo > /one
FROM @base@ AS two
RUN for i in $(seq 200); do printf '\\033[32mtwo %s\\033[0m of @id@\\n' $i; done; echo > /two
FROM @base@ AS bar
RUN for i in $(seq 2000); do printf '\\r%s of 2000' $i; done; echo; echo @id@ > /bar
FROM scratch
COPY --from=one /one /
COPY --from=two /two /
COPY --from=bar /bar /
`,
  })
  const { exitCode, log } = await project.build()
  expect(exitCode).toBe(0)
  const outputOf = (stage: string) => {
    const number = new RegExp(`^#(\\d+) \\[${stage} 2/2\\]`, 'm').exec(log)?.[1]
    const lines = [...log.matchAll(new RegExp(`^#${number} \\d+\\.\\d+ (.*)$`, 'gm'))]
    return lines.map(([, line]) => line)
  }
  const numbers = Array.from({ length: 200 }, (_, index) => index + 1)
  expect(outputOf('one')).toEqual(numbers.map((n) => `one ${n} of ${project.id}`))
  expect(outputOf('two')).toEqual(
    numbers.map((n) => `\u001b[32mtwo ${n}\u001b[0m of ${project.id}`),
  )
  expect(outputOf('bar')).toEqual(['2000 of 2000'])
})

it('the action shows the command and keeps the stream only with debug logging', async () => {
  const project = await createProject({ Dockerfile: 'FROM @base@\nRUN echo @id@\n' })
  const streams = () =>
    readdirSync(project.runner().temp).filter((name) => name.endsWith('.rawjson'))
  const quiet = await project.build()
  expect(quiet.unmaskedLog).not.toContain('::debug::')
  expect(streams()).toEqual([])

  const inputs = { secrets: 'token=pearl', 'build-args': 'WHO=the world' }
  const { log } = await project.build({ inputs, env: { RUNNER_DEBUG: '1' } })
  expect(log).toMatch(/^##\[debug\]\S*docker-buildx build .*--build-arg 'WHO=the world' .*\.$/m)
  expect(log).not.toContain('pearl')
  const [name = ''] = streams()
  const file = join(project.runner().temp, name)
  expect(log).toContain(`##[debug]The progress stream is kept in ${file}, `)
  expect(existsSync(file) && statSync(file).mode & 0o777).toBe(0o600)
  const events = readFileSync(file, 'utf8').trim().split('\n')
  expect(events.filter((line) => line.includes(`RUN echo ${project.id}`))).not.toEqual([])
  for (const line of events) expect(JSON.parse(line)).toBeInstanceOf(Object)
})
