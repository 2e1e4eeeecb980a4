import { expect, it } from '@jest/globals'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createProject } from './project.ts'

it('secrets that would blank the log are not masked, which a warning says', async () => {
  const project = await createProject({
    Dockerfile: [
      'FROM @base@',
      'RUN --mount=type=secret,id=FLAG --mount=type=secret,id=TOKEN \\',
      '  cat /run/secrets/FLAG && wc -c < /run/secrets/TOKEN && echo true of @id@',
    ].join('\n'),
  })
  const result = await project.build({
    inputs: { secrets: `FLAG=true\nDIGIT=1\nTOKEN=token-of-${project.id}`, push: 'false' },
  })
  expectExitCode(result, 0)
  expect(result.masks).toContain(`token-of-${project.id}`)
  for (const short of ['true', '1']) expect(result.masks).not.toContain(short)
  expect(result.log).toMatch(new RegExp(`true of ${project.id}$`, 'm'))
  expect(result.outputs).toMatchObject({ 'steps-total': '1', fallback: 'false' })
  expect(result.annotations.map(({ message }) => message)).toEqual(
    ['FLAG', 'DIGIT'].map((id) =>
      expect.stringContaining(`secrets: the value of ${id} is not masked. It is true, false or`),
    ),
  )
})

it("values of build arguments are hidden in the summary, and BuildKit's own words are left", async () => {
  const project = await createProject({
    Dockerfile: [
      ...['FROM @base@', 'ARG CI', 'ARG WORD', 'ARG LONG', 'ARG PHRASE'],
      'RUN echo $PHRASE of @id@ $CI $(echo $LONG | wc -c) exit && exit 1',
    ].join('\n'),
  })
  const values = { CI: '1', WORD: 'exit', LONG: 'x'.repeat(50_000), PHRASE: 'correct-horse' }
  const result = await project.build({
    inputs: {
      'build-args': Object.entries(values)
        .map((entry) => entry.join('='))
        .join('\n'),
      push: 'false',
    },
  })
  expect(result.exitCode).toBe(1)
  const [{ message } = { message: '' }] = result.annotations
  expect(message).toMatch(/^\[2\/2\] RUN echo \$PHRASE .* failed: .*\bexit code: 1$/)
  expect(result.summary).toContain('exit code: 1')
  expect(result.summary).not.toContain(values.PHRASE)
})

it('no line of the log has a part of a build argument, which no mask would match', async () => {
  const token = `github_pat_${'a1'.repeat(20)}`
  const project = await createProject({
    Dockerfile: [
      ...['FROM @base@', 'ARG TOKEN', `WORKDIR /@id@/${'long/'.repeat(15)}$TOKEN`],
      `RUN echo @id@; printf '%s"' $(seq -w 900) "$TOKEN" $(seq -w 900); echo`,
    ].join('\n'),
  })
  const result = await project.build({
    inputs: { 'build-args': `TOKEN=${token}`, push: 'false' },
    env: { RUNNER_DEBUG: '1' },
  })
  expectExitCode(result, 0)
  expect(result.log).toMatch(/^First to run: WORKDIR \S+\/\$TOKEN/m)
  // The job gave the runner its mask, as it does for a secret of the repository.
  expect(result.log.replaceAll(token, '***')).not.toContain('github_pat')
})

it.each([
  ['pull_request', { pull_request: null, repository: null }],
  ['pull_request_target', { pull_request: { head: null } }],
  ['workflow_run', { workflow_run: { head_repository: null } }],
  ['push', null],
])('a payload of %s with null where an object belongs fails no build', async (name, event) => {
  const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
  const { exitCode, log, annotations } = await project.build({
    event,
    env: { GITHUB_EVENT_NAME: name },
    inputs: { push: 'false' },
  })
  expect(log).not.toContain('TypeError')
  if (name === 'push') expectExitCode({ exitCode, log }, 0)
  // Where the code comes from isn't known, so it counts as untrusted, and there is no fallback here.
  else
    expect(annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/fork|trust/i),
    ])
})
