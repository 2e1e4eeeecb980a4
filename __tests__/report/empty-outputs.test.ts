import { expect, it } from '@jest/globals'
import { emptyRecord } from '../../src/record/empty-record.ts'
import { cacheReport } from '../../src/report/cache-report.ts'
import { emptyOutputs } from '../../src/report/empty-outputs.ts'
import { outputsOf } from '../../src/report/outputs.ts'

/** Hides nothing. */
const asIs = (text: string) => text

it('are the outputs of a build that never started', () => {
  const nothing = { record: emptyRecord }
  expect(emptyOutputs).toEqual(outputsOf(nothing, cacheReport(nothing), asIs))
})
