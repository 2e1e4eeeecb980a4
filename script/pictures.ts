// Makes the pictures in docs/images.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { drawChart } from './realworld/chart.ts'
import { goService, type Revision } from './realworld/services.ts'
import { takePictures } from './rig/browser.ts'
import { startBuildkitd } from './rig/buildkitd.ts'
import { startRig } from './rig/rig.ts'
import { createRunner } from './rig/runner.ts'

const docs = resolve(import.meta.dirname, '..', 'docs')
const images = join(docs, 'images')

await mkdir(images, { recursive: true })
const only = process.argv[2]
if (only !== 'summary') {
  const figures = JSON.parse(await readFile(join(docs, 'realworld.json'), 'utf8'))
  await writeFile(join(images, 'realworld.svg'), drawChart(figures))
}
if (only !== 'chart') {
  const markdown = await summaryOfRealBuild()
  for (const scheme of ['light', 'dark'] as const) {
    const picture = await takePictures(markdown, { scheme, width: 1012 })
    await writeFile(join(images, `summary-${scheme}.png`), picture)
  }
}

/** A source file of the service changes between two builds on one daemon. @returns the second one's job summary */
async function summaryOfRealBuild(): Promise<string> {
  const rig = await startRig()
  const directory = await mkdtemp(join(tmpdir(), 'pictures-'))
  const { certificates, registry, buildx } = rig
  const other = await startBuildkitd({
    directory: join(directory, 'other'),
    certificates,
    registry,
  })
  try {
    const service = goService({ rig, endpoint: other.endpoint }, directory)
    const build = async (revision: Revision) => {
      const runner = await createRunner({ buildx })
      await service.write(runner.workspace, revision)
      const { authority, client } = certificates
      const step = await runner.startStep({
        inputs: {
          ...{ endpoint: rig.buildkitd.endpoint, fallback: 'never', context: '.' },
          ...{ ca: authority.cert, cert: client.cert, key: client.key },
          tags: `${registry.host}/acme/shop:latest`,
        },
        secrets: [client.key],
      })
      const { exitCode, log, summary } = await step.done
      await runner.remove()
      if (exitCode !== 0) throw new Error(log)
      return summary
    }
    await build({ source: 0, dependency: 0, base: 0 })
    const summary = await build({ source: 1, dependency: 0, base: 0 })
    // A registry on loopback has a random port, which says nothing to a reader.
    return summary
      .replaceAll(registry.host, 'registry.example.com')
      .replaceAll(rig.buildkitd.endpoint, 'tcp://buildkit.example.com:1234')
  } finally {
    await other.stop()
    await rig.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
