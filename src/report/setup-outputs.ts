import type { SetUp } from '../step/set-up.ts'
import type { Outputs } from './outputs.ts'

/** Each output of `setup` when there is no builder. */
export const emptySetupOutputs: Outputs = {
  name: '',
  driver: '',
  endpoint: '',
  platforms: '',
  nodes: '[]',
  fallback: false,
  'fallback-reason': '',
  'endpoint-choice': '',
}

/** The outputs of `setup`, as in setup/action.yml. */
export function setupOutputs({ builder, record, nodes }: SetUp): Outputs {
  return {
    ...emptySetupOutputs,
    name: record.name,
    driver: record.driver,
    endpoint: record.endpoint,
    platforms: platformsOf(nodes),
    nodes: JSON.stringify(nodes),
    fallback: record.fallback !== undefined,
    'fallback-reason': record.fallback?.code ?? '',
    'endpoint-choice': builder.pool?.choice ?? '',
  }
}

/** What the builder builds for: what its nodes do, in their order, each platform once. */
function platformsOf(nodes: SetUp['nodes']): string {
  const all = nodes.flatMap(({ platforms }) => platforms.split(','))
  return [...new Set(all)].filter(Boolean).join(',')
}
