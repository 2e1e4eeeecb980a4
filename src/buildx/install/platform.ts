import { endianness } from 'node:os'
import { ConfigurationError } from '../../base/errors.ts'
import { pinnedChecksums } from './pin.ts'

/** A platform as buildx's releases name it. */
export interface Platform {
  readonly os: string
  readonly arch: string
}

export interface Host {
  readonly platform: string
  readonly arch: string
  readonly isLittleEndian: boolean
  /** The ARM version that a 32-bit Node was built for. */
  readonly armVersion?: string | undefined
}

/** @throws ConfigurationError when buildx is not released for it */
export function releasePlatform(host: Host = thisHost()): Platform {
  const platform = {
    os: host.platform === 'win32' ? 'windows' : host.platform,
    arch: releaseArch(host),
  }
  if (nameOf(platform) in pinnedChecksums) return platform
  throw new ConfigurationError(
    `There is no release of buildx for this runner (${host.platform} on ${host.arch}). Put a buildx of your own on its PATH.`,
  )
}

export function nameOf({ os, arch }: Platform): string {
  return `${os}-${arch}`
}

/** The file name of a program on that platform. */
export function programName({ os }: Platform, name: string): string {
  return os === 'windows' ? `${name}.exe` : name
}

function releaseArch({ arch, isLittleEndian, armVersion }: Host): string {
  if (arch === 'x64') return 'amd64'
  if (arch === 'ppc64' && isLittleEndian) return 'ppc64le'
  // A binary for ARMv6 runs on newer processors too.
  if (arch === 'arm') return armVersion === '7' ? 'arm-v7' : 'arm-v6'
  return arch
}

function thisHost(): Host {
  const { arm_version } = process.config.variables as { arm_version?: string | number }
  return {
    platform: process.platform,
    arch: process.arch,
    isLittleEndian: endianness() === 'LE',
    armVersion: arm_version === undefined ? undefined : String(arm_version),
  }
}
