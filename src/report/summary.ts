import type { Step } from '../cache/steps.ts'
import type { Result } from '../main.ts'
import { hideValues } from './argument-values.ts'
import { verdict } from './verdict.ts'

/** Enough for any Dockerfile written by hand; the whole list is in the cache-report output. */
const mostRows = 100

/** The job summary of one build, as Markdown. Several in one job stand below each other. */
export function summarize(
  { builder, plan, record, metadata, failure, excerpt, seconds }: Result,
  tags: readonly string[],
  showsBuildArgs = false,
): string {
  const { steps } = record
  const hide = (text: string) =>
    showsBuildArgs ? text : hideValues(text, plan.build.buildArgs, builder.buildx.env)
  const rows = steps.slice(0, mostRows).map((step) => row({ ...step, name: hide(step.name) }))
  return [
    ...(builder.fallback
      ? [`**Fell back to a local builder.** ${escapeText(builder.fallback.reason)}`, '']
      : []),
    `### ${failure === undefined ? 'Built' : 'Failed'}: ${verdict(record)}`,
    '',
    ...(failure === undefined ? [] : [`> ${escapeText(hide(failure))}`, '']),
    ...(excerpt
      ? [escapeText(`${excerpt.filename}:${excerpt.line}`), '', preformatted(excerpt.text), '']
      : []),
    `${seconds.toFixed(1)} s on BuildKit ${escapeText(builder.daemon.version)} at \`${builder.endpoint}\`, ready in ${builder.connectSeconds.toFixed(2)} s`,
    ...tags.map((tag) => `- ${escapeText(tag)}`),
    ...(metadata?.digest ? [`- \`${metadata.digest}\``] : []),
    '',
    ...(rows.length === 0
      ? []
      : [
          `<details><summary>Steps</summary>\n`,
          '| step | stage | | seconds |',
          '| --- | --- | --- | ---: |',
          ...rows,
          ...(steps.length > mostRows
            ? [`\n${steps.length - mostRows} more steps are in the cache-report output.`]
            : []),
          '\n</details>',
        ]),
    '',
  ].join('\n')
}

function row({ name, stage = '', platform = '', status, seconds }: Step): string {
  const where = [platform, stage].filter(Boolean).join(' ')
  return `| ${escapeText(shorten(name))} | ${escapeText(where)} | ${status} | ${seconds.toFixed(1)} |`
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}

/** Indented, since a fence could be closed from within. */
function preformatted(text: string): string {
  return text.replaceAll(/^/gm, '    ')
}

/** Text of the build must not become Markdown or HTML, nor break out of a table's cell. */
function escapeText(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~@$-]/g, (mark) => `&#${mark.codePointAt(0)};`)
}
