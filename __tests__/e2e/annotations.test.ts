import { expect, it } from '@jest/globals'
import { createProject, rig } from './project.ts'

const checkedOnPlatforms = `# check=experimental=all
FROM --platform=$BUILDPLATFORM @base@ AS one
COPY Dockerfile /@id@
FROM one as Two
ARG TARGETPLATFORM
ENV PLATFORM=$TARGETPLATFORM
CMD echo hello
`

const checked = `FROM @base@ AS one
RUN echo @id@
FROM one as Two
CMD echo hello
`

it('annotates the line of the Dockerfile that failed, and shows it in the summary', async () => {
  const project = await createProject({ 'ci/Containerfile': 'FROM @base@\n\nRUN exit 7\n' })
  const { exitCode, annotations, summary } = await project.build({
    inputs: { file: 'ci/Containerfile' },
  })
  expect(exitCode).toBe(1)
  expect(annotations).toEqual([
    {
      level: 'error',
      message: expect.stringContaining('exit code: 7'),
      properties: { file: 'ci/Containerfile', line: '3' },
    },
  ])
  expect(summary).toContain('\n`Containerfile:3`\n')
  expect(summary).toMatch(/^ {4}.*>>> RUN exit 7$/m)
})

it('annotates a download that failed, for which buildx does not print the place', async () => {
  const project = await createProject({
    'ci/Containerfile': `FROM @base@\nADD http://${rig.registry.host}/@id@.txt \\\n  /there\n`,
  })
  const { exitCode, annotations, log, outputs } = await project.build({
    inputs: { file: 'ci/Containerfile' },
  })
  expect(exitCode).toBe(1)
  expect(annotations).toEqual([
    {
      level: 'error',
      message: expect.stringContaining('404'),
      properties: { file: 'ci/Containerfile', line: '2' },
    },
  ])
  expect(log).toMatch(/^Failed at: .*ADD http.* \(Containerfile:2\)$/m)
  expect(outputs).toMatchObject({ 'steps-total': '1', 'cache-hit-percent': '0' })
})

it('reports the findings of the build checks, once for two platforms, and only if wanted', async () => {
  const project = await createProject({ 'app/Dockerfile': checkedOnPlatforms })
  const inputs = { context: 'app', platforms: 'linux/amd64,linux/arm64', 'no-cache': 'true' }
  const { exitCode, annotations, log, outputs } = await project.build({ inputs })
  expect(exitCode).toBe(0)
  expect(JSON.parse(outputs.metadata ?? '')).toHaveProperty(['buildx.build.warnings'])
  expect(log.match(/^#\d+ WARN: JSONArgsRecommended: /gm)).toHaveLength(1)
  const places = annotations.map(({ level, properties }) => [
    level,
    properties.file,
    properties.line,
  ])
  expect(places.toSorted()).toEqual([
    ['warning', 'app/Dockerfile', '4'],
    ['warning', 'app/Dockerfile', '4'],
    ['warning', 'app/Dockerfile', '7'],
  ])
  const off = await project.build({ inputs, env: { DOCKER_BUILD_CHECKS_ANNOTATIONS: 'false' } })
  expect(off.annotations).toEqual([])
})

it('counts in the tenth annotation those that the runner would not show', async () => {
  const stages = Array.from({ length: 8 }, (_, index) => `FROM @base@ as Stage${index}`)
  const project = await createProject({
    Dockerfile: `${stages.join('\n')}\nCOPY Dockerfile /@id@\n`,
  })
  const { exitCode, annotations, log } = await project.build()
  expect(exitCode).toBe(0)
  expect(annotations).toHaveLength(10)
  expect(annotations.at(-1)).toEqual({
    level: 'warning',
    message: '7 more warnings; the log has them.',
    properties: {},
  })
  expect(log.match(/^Warning: (?:StageNameCasing|FromAsCasing): /gm)).toHaveLength(16)
})

it('checks without building when asked to', async () => {
  const project = await createProject({ Dockerfile: checked })
  const { exitCode, annotations, outputs } = await project.build({
    inputs: { call: 'check', push: '' },
  })
  expect(exitCode).toBe(1)
  expect(annotations.map(({ level }) => level)).toEqual(['warning', 'warning', 'warning', 'error'])
  expect(annotations[3]?.message).toBe('Check complete, 3 warnings have been found!')
  expect(annotations[0]?.properties).toMatchObject({ file: 'Dockerfile' })
  expect(outputs.digest).toBe('')
  const asJson = await project.build({ inputs: { call: 'check,format=json', push: '' } })
  expect(asJson.exitCode).toBe(1)
  expect(asJson.annotations.at(-1)?.message).toBe('The build checks found 3 warnings.')
  expect(asJson.annotations.slice(0, -1)).toEqual(annotations.slice(0, -1))
  const clean = await createProject({ Dockerfile: 'FROM @base@\n' })
  expect(await clean.build({ inputs: { call: 'check' } })).toMatchObject({
    exitCode: 0,
    annotations: [],
  })
})

it('hides the values of build arguments in the failure, unless summary-build-args is true', async () => {
  const project = await createProject({ Dockerfile: 'FROM @base@\nARG WORD\nCOPY $WORD /\n' })
  const inputs = { 'build-args': 'WORD=no-such-file' }
  const { annotations } = await project.build({ inputs })
  expect(annotations.at(-1)?.message).toMatch(/COPY \$WORD \/ failed/)
  expect(annotations.at(-1)?.message).not.toContain('no-such-file')
  const shown = await project.build({ inputs: { ...inputs, 'summary-build-args': 'true' } })
  expect(shown.annotations.at(-1)?.message).toContain('no-such-file')
})
