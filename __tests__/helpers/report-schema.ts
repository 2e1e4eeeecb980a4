import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'

interface ObjectSchema {
  readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>>
  readonly required: readonly string[]
}

/** The published JSON Schema of the output `cache-report`. */
export const reportSchema: ObjectSchema & {
  readonly $defs: Readonly<Record<string, ObjectSchema>>
} = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/cache-report.schema.json'), 'utf8'),
)

const validate = new Ajv2020({ allErrors: true }).compile(reportSchema)

/** The faults of a report; an empty list if it is valid by the schema. */
export function reportFaults(report: unknown): readonly string[] {
  if (validate(JSON.parse(JSON.stringify(report)))) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
