import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { type ActResult, runAct } from '../../script/rig/act.ts'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
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

describe('in a workflow run by act on this machine', () => {
  it('builds, sets outputs and cleans up in post', async () => {
    ran = await runAct({
      workflow: workflow('RUN echo hello > /hello'),
      secrets,
      buildx: rig.buildx,
    })
    expect(ran).toMatchObject({ exitCode: 0 })
    const { digest } = await rig.registry.manifest('act', 'latest')
    expect(ran.log).toMatch(new RegExp(`percent=\\d+ digest=${digest}`))
    expect(ran.log).toMatch(/Success - Main \.\//)
    expect(ran.log).toMatch(/Success - Post \.\//)
    expect(await rig.registry.fileFromImage('act', 'latest', 'hello')).toBe('hello\n')
    await expectNothingLeft(ran)
  })

  it('fails the job with the reason, sets outputs all the same, and cleans up', async () => {
    ran = await runAct({ workflow: workflow('RUN exit 7'), secrets, buildx: rig.buildx })
    expect(ran).toMatchObject({ exitCode: 1 })
    expect(ran.log).toContain('[2/2] RUN exit 7 failed: exit code: 7')
    expect(ran.log).toContain('percent=0 digest=\n')
    await expectNothingLeft(ran)
  })
})

async function expectNothingLeft({ log, directory }: ActResult): Promise<void> {
  const keys = [credentials.key]
  expect(await findSecrets(keys, { texts: { log }, directories: [directory] })).toEqual([])
  const files = readdirSync(directory, { recursive: true }).map(String)
  expect(files.filter((file) => file.includes('remote-buildkit-'))).toEqual([])
  expect(processesWith(directory)).toEqual([])
}
