// Draws the medians of script/bench realworld as bars. The picture follows the reader's colour scheme.

/** Seconds, by service, change and way. */
export type Figures = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>
>

const [width, left, right, bar, gap] = [800, 130, 50, 9, 2]
const colours = ['#2da44e', '#8c959f', '#bf8700']

export function drawChart(figures: Figures): string {
  const all = Object.values(figures).flatMap((changes) =>
    Object.values(changes).flatMap((ways) => Object.values(ways)),
  )
  const ways = Object.keys(Object.values(Object.values(figures)[0] ?? {})[0] ?? {})
  const scale = (width - left - right) / Math.max(...all)
  const lines: string[] = []
  let y = 24
  for (const [index, way] of ways.entries()) {
    const x = 16 + index * 250
    lines.push(`<rect x="${x}" y="${y - 10}" width="12" height="12" fill="${colours[index]}"/>`)
    lines.push(`<text x="${x + 18}" y="${y}">${escapeXml(way)}</text>`)
  }
  y += 24
  for (const [service, changes] of Object.entries(figures)) {
    lines.push(
      `<text class="service" x="16" y="${y + 4}">${escapeXml(service)}: seconds for a build, by what changed</text>`,
    )
    y += 18
    for (const [change, taken] of Object.entries(changes)) {
      const height = ways.length * (bar + gap)
      lines.push(
        `<text x="${left - 10}" y="${y + height / 2 + 2}" text-anchor="end">${escapeXml(change)}</text>`,
      )
      for (const [index, way] of ways.entries()) {
        const seconds = taken[way] ?? 0
        const length = Math.max(1, seconds * scale)
        lines.push(
          `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="${bar}" fill="${colours[index]}"/>`,
          `<text class="value" x="${(left + length + 6).toFixed(1)}" y="${y + bar - 1}">${seconds.toFixed(1)}</text>`,
        )
        y += bar + gap
      }
      y += 7
    }
    y += 8
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img">
<title>Seconds for a build, by what changed</title>
<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.service { font-weight: 600 }
.value { font-size: 10px }
@media (prefers-color-scheme: dark) { text { fill: #f0f6fc } }
</style>
${lines.join('\n')}
</svg>
`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
