import { describe, expect, it } from '@jest/globals'
import { dockerNames, recordFile } from '../helpers/recorded-streams.ts'

describe.each(['old', 'new'] as const)("a build on Docker's own builder, %s engine", (engine) => {
  it.each(dockerNames(engine))('has the same steps with the same status: %s', (name) => {
    const read = (file: string) => {
      const { steps, total, percent, hit } = recordFile(file)
      // The platform under which a shared step is reported varies.
      const facts = steps.map(({ stage, name, status }) => ({ stage, name, status }))
      // Engines differ in which of two stages they start first.
      const sorted = facts.toSorted((a, b) => `${a.stage}`.localeCompare(`${b.stage}`))
      return { sorted, total, percent, hit }
    }
    expect(read(`../docker-streams/${engine}/${name}.rawjson`)).toEqual(read(`${name}.rawjson`))
  })

  it.each(dockerNames(engine))('has no running step at its end: %s', (name) => {
    expect(recordFile(`../docker-streams/${engine}/${name}.rawjson`).running).toEqual([])
  })

  it.each(dockerNames(engine).filter((name) => name.endsWith('-cold')))(
    'separates the time of pushing from that of building: %s',
    (name) => {
      const { seconds } = recordFile(`../docker-streams/${engine}/${name}.rawjson`)
      expect(seconds).toMatchObject({
        building: expect.any(Number),
        exporting: expect.any(Number),
        exportingCache: 0,
      })
      expect(seconds.pushing).toBeGreaterThan(0)
    },
  )
})
