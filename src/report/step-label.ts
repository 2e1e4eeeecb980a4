import type { ReportedStep } from './cache-report.ts'

/** Where a step stands: its stage and its platform. Empty when there is one of each. */
export function placeOfStep({ stage = '', platform = '' }: ReportedStep): string {
  return [platform, stage].filter(Boolean).join(' ')
}

/** What a step does, without its mounts, which mostly are longer than the rest. */
export function shortName({ name }: ReportedStep): string {
  return withoutMounts(name)
}

export function withoutMounts(text: string): string {
  return text.replace(/\bRUN (?:--mount=\S+\s+)+(?=\S)/, 'RUN ')
}
