import type { ReportedStep } from './cache-report.ts'

/** Platform and stage of a step, such as `linux/arm64 build`. Empty when the build has one of each. */
export function placeOfStep({ stage = '', platform = '' }: ReportedStep): string {
  return [platform, stage].filter(Boolean).join(' ')
}

/** The instruction of a step without its mounts, which are mostly longer than the rest. */
export function shortName({ name }: ReportedStep): string {
  return withoutMounts(name)
}

export function withoutMounts(text: string): string {
  return text.replace(/\bRUN (?:--mount=\S+\s+)+(?=\S)/, 'RUN ')
}
