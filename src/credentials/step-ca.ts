import { type Authority, ask, type Body, badAnswer, type Issued, type Order } from './authority.ts'

/** A step-ca, whose OIDC provisioners it chooses by the token's audience. */
export interface StepCa extends Authority {
  readonly kind: 'step-ca'
}

/**
 * Asks step-ca for a certificate: `POST /1.0/sign` (api/sign.go of smallstep/certificates).
 *
 * @throws Diagnosis when it issues none
 */
export async function askStepCa(authority: StepCa, order: Order): Promise<Issued> {
  const { client, proof, lifetime, explainToken } = order
  const body = proof.then(({ token, request }) =>
    JSON.stringify({ csr: request, ott: token, notAfter: `${lifetime}s` }),
  )
  const answer = await ask(
    authority,
    client,
    {
      url: new URL('/1.0/sign', authority.url),
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    },
    messageOf,
    // step-ca gives the same answer for every fault of a token. Only its log says more.
    async (status) => (status === 401 ? explainToken((await proof).token) : ''),
  )
  const { crt, ca, certChain } = answer.body ?? {}
  const certificates = (Array.isArray(certChain) ? certChain : [crt, ca]).filter(
    (each): each is string => typeof each === 'string' && each !== '',
  )
  if (certificates.length === 0) throw badAnswer(authority, 'the answer holds no certificate')
  return {
    certificates,
    ...(answer.date && { date: answer.date }),
    // `ca` in the answer is the intermediate that signed, not the root.
    fetchRoots: async () =>
      (
        await ask(
          authority,
          client,
          { url: new URL('/roots.pem', authority.url), method: 'GET' },
          messageOf,
        )
      ).text,
  }
}

function messageOf({ message }: Body): string | undefined {
  return typeof message === 'string' ? message : undefined
}
