import { Diagnosis } from '../../base/diagnosis.ts'
import { GrpcError, GrpcFormatError } from '../grpc.ts'

/**
 * Of the errors that one fault causes, the one that says most about it: a diagnosis or what the peer
 * answered, then an error of the system or of TLS, then one of HTTP/2, then that the connection closed.
 * Of equals, the first.
 *
 * @returns undefined for no errors
 */
export function mostTelling(errors: readonly unknown[]): unknown {
  return [...errors].sort((a, b) => rank(a) - rank(b))[0]
}

function rank(error: unknown): number {
  if ([Diagnosis, GrpcError, GrpcFormatError].some((kind) => error instanceof kind)) return 0
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) return 3
  return code.startsWith('ERR_HTTP2_') ? 2 : 1
}
