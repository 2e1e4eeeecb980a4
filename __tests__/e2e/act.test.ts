import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { type ActResult, runAct } from '../../script/rig/act.ts'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { credentials, rig } from './project.ts'

jest.setTimeout(180_000)

let ran: ActResult | undefined
afterEach(() => ran?.remove())

const workflow = (dockerfile: string) => `
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: |
          mkdir app
          cat > app/Dockerfile <<'EOF'
          FROM ${rig.baseImage}
          ${dockerfile}
          EOF
      - uses: ./
        id: build
        with:
          endpoint: ${rig.endpoint}
          ca: \${{ secrets.CA }}
          cert: \${{ secrets.CERT }}
          key: \${{ secrets.KEY }}
          context: app
          tags: ${rig.registry.host}/act:latest
      - if: always()
        run: echo "percent=\${{ steps.build.outputs.cache-hit-percent }} digest=\${{ steps.build.outputs.digest }}"
`

const secrets = { CA: credentials.ca, CERT: credentials.cert, KEY: credentials.key }

describe('the action in a workflow that act runs on this machine', () => {
  it('builds, sets outputs, cleans up and needs no post', async () => {
    ran = await runAct({
      workflow: workflow('RUN echo hello > /hello'),
      secrets,
      buildx: rig.buildx,
    })
    expectExitCode(ran, 0)
    const { digest } = await rig.registry.manifest('act', 'latest')
    expect(ran.log).toMatch(new RegExp(`percent=\\d+ digest=${digest}`))
    expect(ran.log).toMatch(/Success - Main \.\//)
    expect(ran.log).not.toContain('Run Post ./')
    expect(await rig.registry.fileFromImage('act', 'latest', 'hello')).toBe('hello\n')
    await expectNothingLeft(ran)
  })

  it('fails the job with the reason, sets outputs nevertheless, and cleans up', async () => {
    ran = await runAct({ workflow: workflow('RUN exit 7'), secrets, buildx: rig.buildx })
    expectExitCode(ran, 1)
    expect(ran.log).toContain('[2/2] RUN exit 7 failed: exit code: 7')
    expect(ran.log).toContain('percent=0 digest=\n')
    expect(ran.log).toContain('Success - Post ./')
    await expectNothingLeft(ran)
  })

  it('leaves the clean-up to post when it is killed', async () => {
    let workTree = ''
    const running = runAct({
      workflow: workflow('RUN echo started && sleep 60'),
      secrets,
      buildx: rig.buildx,
      onCommit(repository) {
        workTree = repository
      },
    })
    await until(() => find(workTree, 'buildx build') !== undefined, 'it builds')
    process.kill(find(workTree, 'dist/main/index.js') ?? 0, 'SIGKILL')
    ran = await running
    expectExitCode(ran, 1)
    expect(ran.log).toContain('Success - Post ./')
    await expectNothingLeft(ran)
  })
})

describe('setup in a workflow that act runs on this machine', () => {
  const later = `
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: |
          cat > Dockerfile <<'EOF'
          FROM ${rig.baseImage}
          RUN echo later > /later
          EOF
          cat > docker-bake.hcl <<'EOF'
          target "default" {
            tags = ["${rig.registry.host}/act:baked"]
          }
          EOF
      - uses: ./setup
        id: builder
        with:
          endpoint: ${rig.endpoint}
          ca: \${{ secrets.CA }}
          cert: \${{ secrets.CERT }}
          key: \${{ secrets.KEY }}
      - run: ${rig.buildx} build --push --tag ${rig.registry.host}/act:plain .
      - uses: ./
        id: build
        with:
          context: .
          tags: ${rig.registry.host}/act:ours
      - uses: ./bake
        id: bake
        with:
          source: .
          push: true
      - run: |
          echo "one builder: \${{ steps.builder.outputs.name == steps.build.outputs.builder && steps.builder.outputs.name == steps.bake.outputs.builder }}"
          echo "warm: \${{ steps.build.outputs.cache-hit }} \${{ steps.bake.outputs.cache-hit }}"
`

  it('leaves its builder to plain buildx and to our own actions, and post removes it', async () => {
    ran = await runAct({ workflow: later, secrets, buildx: rig.buildx })
    expectExitCode(ran, 0)
    expect(ran.log).toContain('one builder: true')
    expect(ran.log).toContain('warm: true true')
    expect(ran.log).toContain('Success - Post ./setup')
    expect(ran.log).not.toMatch(/Run Post \.\/(?:bake)?$/m)
    for (const tag of ['plain', 'ours', 'baked']) {
      expect(await rig.registry.fileFromImage('act', tag, 'later')).toBe('later\n')
    }
    await expectNothingLeft(ran)
  })
})

/** The process of that run whose command line contains the text. */
function find(workTree: string, words: string): number | undefined {
  const processes = workTree === '' ? [] : processesWith(dirname(workTree))
  return processes.find(({ command }) => command.includes(words))?.pid
}

async function expectNothingLeft({ log, directory }: ActResult): Promise<void> {
  const keys = [credentials.key]
  expect(await findSecrets(keys, { texts: { log }, directories: [directory] })).toEqual([])
  const files = readdirSync(directory, { recursive: true }).map(String)
  // Records of uploads stay in the runner's tool cache for the next job.
  const left = files.filter((file) => /remote-buildkit-(?!uploads)/.test(file))
  expect(left).toEqual([])
  expect(processesWith(directory)).toEqual([])
}
