import { describe, expect, it } from '@jest/globals'
import { dockerNames, recordFile } from '../helpers/recorded-streams.ts'

describe.each(['old', 'new'] as const)("a build on Docker's own builder, %s engine", (engine) => {
  it.each(dockerNames(engine))('has the same steps with the same status: %s', (name) => {
    const read = (file: string) => {
      const { steps, total, percent, hit } = recordFile(file)
      // Under which platform a shared step is told is a matter of chance.
      const facts = steps.map(({ stage, name, status }) => ({ stage, name, status }))
      // Engines differ in which of two stages they begin with.
      const sorted = facts.toSorted((a, b) => `${a.stage}`.localeCompare(`${b.stage}`))
      return { sorted, total, percent, hit }
    }
    expect(read(`../docker-streams/${engine}/${name}.rawjson`)).toEqual(read(`${name}.rawjson`))
  })

  it.each(dockerNames(engine))('has nothing that runs when it is over: %s', (name) => {
    expect(recordFile(`../docker-streams/${engine}/${name}.rawjson`).running).toEqual([])
  })

  it.each(dockerNames(engine).filter((name) => name.endsWith('-cold')))(
    'tells pushing from building: %s',
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
