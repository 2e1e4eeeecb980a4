import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { parseAllDocuments } from 'yaml'
import { goModule } from '../../script/rig/go-build.ts'

export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  // biome-ignore lint/suspicious/noExplicitAny: the schema describes the other fields
  readonly [key: string]: any
}

interface Schema {
  [key: string]: unknown
  type?: string
  properties?: Record<string, Schema>
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[]
}

/** Returns the faults of a manifest: an empty list if it is valid. */
export type Validate = (manifest: Manifest) => string[]

export function parseManifests(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => document.toJS())
}

/** Checks against the schemas of Kubernetes, cert-manager and KEDA. An unknown field is a fault too. */
export async function manifestValidator(): Promise<Validate> {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  const kinds = new Map<string, Schema>()

  const kubernetes = await goModule('k8s.io/kubernetes@v1.36.3')
  const path = join(kubernetes, 'api', 'openapi-spec', 'swagger.json')
  const { definitions }: { definitions: Record<string, Schema> } = JSON.parse(
    readFileSync(path, 'utf8'),
  )
  for (const [name, definition] of Object.entries(definitions)) {
    if (name.endsWith('.IntOrString') || name.endsWith('.Quantity')) delete definition.type
    for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? []) {
      const key = [group, version, kind].filter(Boolean).join('/')
      kinds.set(key, { $ref: `kubernetes#/definitions/${name}` })
    }
  }
  ajv.addSchema({ $id: 'kubernetes', definitions: closed(definitions) })

  const certManager = await goModule('github.com/cert-manager/cert-manager@v1.21.2')
  const keda = await goModule('github.com/kedacore/keda/v2@v2.21.0')
  for (const file of [
    join(certManager, 'deploy', 'crds', 'cert-manager.io_certificates.yaml'),
    join(certManager, 'deploy', 'crds', 'cert-manager.io_issuers.yaml'),
    join(keda, 'config', 'crd', 'bases', 'keda.sh_scaledobjects.yaml'),
  ]) {
    const [{ spec } = { spec: undefined }] = parseManifests(readFileSync(file, 'utf8'))
    for (const { name, schema } of spec.versions) {
      const properties = { ...schema.openAPIV3Schema.properties, metadata: { type: 'object' } }
      const key = `${spec.group}/${name}/${spec.names.kind}`
      kinds.set(key, { ...closed(schema.openAPIV3Schema), properties: closed(properties) })
    }
  }

  return (manifest) => {
    const key = `${manifest.apiVersion}/${manifest.kind}`
    const schema = kinds.get(key)
    if (schema === undefined) return [`there is no kind ${key}`]
    const validate = ajv.compile(schema)
    validate(manifest)
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [key, manifest.metadata.name, instancePath, message, JSON.stringify(params)].join(' '),
    )
  }
}

/** The same schema, with `additionalProperties: false` on each object that names its fields. */
function closed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(closed) as Value
  if (typeof value !== 'object' || value === null) return value
  const schema = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, closed(inner)]),
  )
  const isOpen =
    'additionalProperties' in schema || 'x-kubernetes-preserve-unknown-fields' in schema
  const isObject = typeof schema.properties === 'object' && schema.type === 'object'
  return (isObject && !isOpen ? { ...schema, additionalProperties: false } : schema) as Value
}
