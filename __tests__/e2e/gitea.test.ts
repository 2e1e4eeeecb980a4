// The action, run by the engine of Gitea's runner.
import { afterEach, expect, it, jest } from '@jest/globals'
import { type ActResult, runAct } from '../../script/rig/act.ts'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
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
          tags: ${rig.registry.host}/gitea:latest
      - if: always()
        run: echo "percent=\${{ steps.build.outputs.cache-hit-percent }} digest=\${{ steps.build.outputs.digest }}"
`

const run = (dockerfile: string) =>
  runAct({
    engine: 'gitea-act',
    workflow: workflow(dockerfile),
    secrets: { CA: credentials.ca, CERT: credentials.cert, KEY: credentials.key },
    buildx: rig.buildx,
  })

async function expectNothingLeft({ log, directory }: ActResult): Promise<void> {
  const secrets = [credentials.key, credentials.cert]
  expect(await findSecrets(secrets, { texts: { log }, directories: [directory] })).toEqual([])
  expect(processesWith(directory)).toEqual([])
}

it('builds and pushes, and sets outputs for later steps', async () => {
  ran = await run('RUN echo hello > /hello')
  expectExitCode(ran, 0)
  const { digest } = await rig.registry.manifest('gitea', 'latest')
  expect(ran.log).toMatch(new RegExp(`percent=\\d+ digest=${digest}`))
  await expectNothingLeft(ran)
})

it('fails the job with the reason', async () => {
  ran = await run('RUN exit 7')
  expectExitCode(ran, 1)
  expect(ran.log).toMatch(/RUN exit 7 failed: exit code: 7/)
  await expectNothingLeft(ran)
})
