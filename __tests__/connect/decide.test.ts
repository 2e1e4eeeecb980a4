import { describe, expect, it } from '@jest/globals'
import { type Decision, type DecisionInputs, decide } from '../../src/connect/decide.ts'
import type { RouterInputs } from '../../src/connect/router/router.ts'
import { parseEndpoint } from '../../src/daemon/endpoint.ts'
import { parseMembers } from '../../src/pool/members.ts'

const endpoints = {
  tcp: parseEndpoint('tcp://daemon:1234'),
  unix: parseEndpoint('unix:///run/daemon.sock'),
  ssh: parseEndpoint('ssh://ci@host'),
  container: parseEndpoint('docker-container://buildkitd'),
}
const untrusted = 'The code comes from a fork.'
const untrustedWithoutFallback = expect.stringMatching(
  /^The code comes from a fork\. With fallback: never there is no other builder\. Set fallback: auto /,
)

/** One combination of inputs, in the table's words. */
interface Combination {
  readonly builder: 'given' | '-'
  readonly endpoint: 'tcp' | 'unix' | 'ssh' | 'container' | '-'
  readonly driver: 'auto' | 'remote' | 'docker-container' | 'docker'
  readonly fallback: 'auto' | 'never' | 'always'
  readonly code: 'trusted' | 'untrusted'
  readonly credentials: 'given' | '-'
  readonly sshKey: 'given' | '-'
}

const values: { readonly [Name in keyof Combination]: readonly Combination[Name][] } = {
  builder: ['given', '-'],
  endpoint: ['tcp', 'unix', 'ssh', 'container', '-'],
  driver: ['auto', 'remote', 'docker-container', 'docker'],
  fallback: ['auto', 'never', 'always'],
  code: ['trusted', 'untrusted'],
  credentials: ['given', '-'],
  sshKey: ['given', '-'],
}

const combinations = Object.entries(values).reduce<readonly object[]>(
  (all, [name, each]) =>
    all.flatMap((combination) => each.map((value) => ({ ...combination, [name]: value }))),
  [{}],
) as readonly Combination[]

function inputsOf(combination: Combination): DecisionInputs {
  const { builder, endpoint, driver, fallback, code, credentials, sshKey } = combination
  return {
    builder: builder === 'given' ? 'mine' : undefined,
    endpoint: endpoint === '-' ? undefined : endpoints[endpoint],
    driver,
    fallback,
    untrustedReason: code === 'untrusted' ? untrusted : undefined,
    hasCredentials: credentials === 'given',
    hasSshKey: sshKey === 'given',
  }
}

type Row = readonly [
  when: { readonly [Name in keyof Combination]?: string },
  what: string,
  decision: (inputs: DecisionInputs) => unknown,
]

const missing = 'credentials-missing'
const localInstead = (fallback: object) => ({ kind: 'local', fallback })
const noEndpoint = {
  kind: 'none',
  code: 'no-endpoint',
  reason: expect.stringMatching(/^endpoint is empty\. /),
}
const needsTls = expect.stringMatching(/^tcp:\/\/daemon:1234 needs TLS, but ca, cert and key are /)

/** The first row that fits decides. Several words in a cell are alternatives. */
const rows: readonly Row[] = [
  [
    { builder: 'given', code: 'trusted' },
    'an existing builder is used',
    () => ({ kind: 'existing', name: 'mine' }),
  ],
  [
    { builder: 'given', code: 'untrusted' },
    'an existing builder is used if it is local',
    () => ({ kind: 'existing', name: 'mine', untrustedReason: untrusted }),
  ],
  [{ endpoint: '-', driver: 'remote' }, 'driver: remote needs an endpoint', () => noEndpoint],
  [
    { endpoint: '-', driver: 'auto docker-container', fallback: 'never' },
    'without an endpoint, a local builder would be a fallback',
    () => noEndpoint,
  ],
  [
    { endpoint: '-', driver: 'auto docker-container' },
    'without an endpoint, a local builder is the plan',
    () => ({ kind: 'local' }),
  ],
  [
    { endpoint: '-', fallback: 'always' },
    "the runner's Docker daemon is not tried",
    () =>
      localInstead({
        reason: "fallback is always, so the runner's Docker daemon is not tried.",
      }),
  ],
  [
    { fallback: 'always' },
    'the endpoint is not tried',
    ({ endpoint }) =>
      localInstead({ reason: `fallback is always, so ${endpoint?.url} is not tried.` }),
  ],
  [
    { code: 'untrusted', fallback: 'never', endpoint: 'tcp', credentials: '-' },
    'untrusted code without certificates fails with a code',
    () => ({ kind: 'none', code: missing, reason: untrustedWithoutFallback }),
  ],
  [
    { code: 'untrusted', fallback: 'never', endpoint: 'ssh', sshKey: '-' },
    'untrusted code without a key fails with a code',
    () => ({ kind: 'none', code: missing, reason: untrustedWithoutFallback }),
  ],
  [
    { code: 'untrusted', fallback: 'never' },
    'untrusted code fails',
    () => ({ kind: 'none', reason: untrustedWithoutFallback }),
  ],
  [
    { code: 'untrusted', endpoint: 'tcp', credentials: '-' },
    'untrusted code without certificates gets a local builder, with a code',
    () => localInstead({ code: missing, reason: untrusted }),
  ],
  [
    { code: 'untrusted', endpoint: 'ssh', sshKey: '-' },
    'untrusted code without a key gets a local builder, with a code',
    () => localInstead({ code: missing, reason: untrusted }),
  ],
  [
    { code: 'untrusted' },
    'untrusted code gets a local builder',
    () => localInstead({ reason: untrusted }),
  ],
  [
    { endpoint: '-', driver: 'docker' },
    "the runner's Docker daemon is used, without a fallback",
    () => ({ kind: 'runner-docker' }),
  ],
  [
    { endpoint: 'tcp', credentials: '-', fallback: 'never' },
    'TCP without certificates fails',
    () => ({ kind: 'none', code: missing, reason: needsTls }),
  ],
  [
    { endpoint: 'tcp', credentials: '-' },
    'TCP without certificates falls back, with a warning',
    () => ({ kind: 'fall-back', code: missing, reason: needsTls }),
  ],
  [
    { fallback: 'never' },
    'the endpoint is used, or the action fails',
    ({ endpoint }) => ({ kind: 'endpoint', endpoint, mayFallBack: false }),
  ],
  [
    {},
    'the endpoint is used, or a local builder if it fails',
    ({ endpoint }) => ({ kind: 'endpoint', endpoint, mayFallBack: true }),
  ],
]

function rowFor(combination: Combination): Row | undefined {
  return rows.find(([when]) =>
    Object.entries(when).every(([name, cell]) =>
      cell.split(' ').includes(combination[name as keyof Combination]),
    ),
  )
}

describe('decide', () => {
  it.each(rows.map((row) => [row[1], row] as const))('%s', (_, row) => {
    const fitting = combinations.filter((combination) => rowFor(combination) === row)
    expect(fitting).not.toEqual([])
    for (const combination of fitting) {
      const inputs = inputsOf(combination)
      const decision: Decision = decide(inputs)
      expect({ combination, decision }).toEqual({ combination, decision: row[2](inputs) })
    }
  })

  it('has a row for each of its combinations', () => {
    expect(combinations).toHaveLength(960)
    expect(combinations.filter((combination) => rowFor(combination) === undefined)).toEqual([])
  })

  it('never gives untrusted code the daemon at an endpoint', () => {
    const kinds = combinations
      .filter(({ code, builder }) => code === 'untrusted' && builder === '-')
      .map((combination) => decide(inputsOf(combination)).kind)
    expect([...new Set(kinds)].toSorted()).toEqual(['local', 'none'])
  })
})

describe('decide on several daemons', () => {
  const decideOn = (text: string, options: Partial<DecisionInputs> = {}) => {
    const lines = parseMembers(text)
    const pool = { lines, key: 'acme/app', platforms: [], spillOver: 4 }
    const inputs: DecisionInputs = {
      ...{ builder: undefined, endpoint: lines[0]?.endpoint, pool, driver: 'auto' },
      ...{ fallback: 'auto', untrustedReason: undefined, hasCredentials: false, hasSshKey: false },
      ...options,
    }
    return { decision: decide(inputs), pool }
  }
  const tcp = 'tcp://daemon:1234\ntcp://other:1234'

  it('uses one of them, or a local builder if none can be used', () => {
    const { decision, pool } = decideOn(tcp, { hasCredentials: true })
    expect(decision).toEqual({ kind: 'pool', pool, mayFallBack: true })
    expect(decideOn(tcp, { hasCredentials: true, fallback: 'never' }).decision).toMatchObject({
      mayFallBack: false,
    })
  })

  it('reports missing certificates only if all daemons need one', () => {
    expect(decideOn(tcp).decision).toEqual({ kind: 'fall-back', code: missing, reason: needsTls })
    expect(decideOn(`${tcp}\nssh://me@host`).decision).toMatchObject({ kind: 'pool' })
  })

  it('uses no daemon for untrusted code, an existing builder or fallback: always', () => {
    const trusted = { hasCredentials: true, hasSshKey: true }
    for (const options of [{ untrustedReason: untrusted }, { fallback: 'always' as const }]) {
      expect(decideOn(tcp, { ...trusted, ...options }).decision.kind).toBe('local')
    }
    expect(decideOn(tcp, { ...trusted, builder: 'mine' }).decision.kind).toBe('existing')
  })

  it.each([
    [tcp, 'tcp://daemon:1234, tcp://other:1234 are not tried'],
    ['dns+tcp://daemons:1234', 'tcp://daemons:1234 is not tried'],
  ])('names all that fallback: always leaves out: %j', (text, words) => {
    expect(decideOn(text, { fallback: 'always' }).decision).toEqual(
      localInstead({ reason: `fallback is always, so ${words}.` }),
    )
  })
})

describe('decide on a router', () => {
  const router: RouterInputs = {
    url: 'https://buildd.example.com',
    ...{ audience: 'buildkit-operator', token: undefined, ca: undefined, timeoutMs: 1000 },
    request: { repo: 'acme/app', name: '', target: '', arch: 'amd64', untrusted: false },
  }
  const inputs: DecisionInputs = {
    ...{ builder: undefined, endpoint: undefined, router, driver: 'auto', fallback: 'auto' },
    ...{ untrustedReason: undefined, hasCredentials: true, hasSshKey: false },
  }

  it.each<[string, Partial<DecisionInputs>, object]>([
    ['asks it', {}, { kind: 'router', router, mayFallBack: true }],
    ['may not fall back', { fallback: 'never' }, { kind: 'router', mayFallBack: false }],
    // The router gives such code a daemon apart.
    ['asks it for untrusted code', { untrustedReason: untrusted }, { kind: 'router' }],
    ['needs certificates', { hasCredentials: false }, { kind: 'fall-back', code: missing }],
    ['does not ask it with fallback: always', { fallback: 'always' }, { kind: 'local' }],
    ['prefers a builder', { builder: 'mine' }, { kind: 'existing' }],
    [
      'prefers a builder, which untrusted code may use only if it is local',
      { builder: 'mine', untrustedReason: untrusted },
      { kind: 'existing', untrustedReason: untrusted },
    ],
  ])('%s', (_, given, decision) => {
    expect(decide({ ...inputs, ...given })).toMatchObject(decision)
  })
})
