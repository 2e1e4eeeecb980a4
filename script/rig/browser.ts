// Shows a job summary as GitHub does: its style sheet, Markdown with tables, and Mermaid's diagrams.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { requireNpmPackage, requireParts } from './parts.ts'

interface PictureOptions {
  readonly scheme: 'light' | 'dark'
  /** Of the page, in CSS pixels. */
  readonly width: number
}

/** @returns a PNG of the rendered Markdown, two device pixels for a CSS pixel */
export async function takePictures(
  markdown: string,
  { scheme, width }: PictureOptions,
): Promise<Buffer> {
  const { chromium: executablePath } = await requireParts('chromium')
  const [marked, mermaid, styles, playwright] = await Promise.all([
    requireNpmPackage('marked'),
    requireNpmPackage('mermaid'),
    requireNpmPackage('github-markdown-css'),
    requireNpmPackage('playwright-core'),
  ])
  const { marked: render } = await import(pathToFileURL(join(marked, 'lib/marked.esm.js')).href)
  const { chromium } = await import(pathToFileURL(join(playwright, 'index.mjs')).href)
  const directory = await mkdtemp(join(tmpdir(), 'browser-'))
  try {
    const page = join(directory, 'index.html')
    const style = await readFile(join(styles, `github-markdown-${scheme}.css`), 'utf8')
    const background = scheme === 'dark' ? '#0d1117' : '#ffffff'
    await writeFile(
      page,
      `<!doctype html><meta charset="utf-8"><style>${style}
body { margin: 0; padding: 24px; background: ${background} }</style>
<body class="markdown-body">${render(markdown)}
<script src="${pathToFileURL(join(mermaid, 'dist/mermaid.min.js')).href}"></script>
<script>
  for (const code of document.querySelectorAll('code.language-mermaid')) {
    const block = document.createElement('div')
    block.className = 'mermaid'
    block.textContent = code.textContent
    code.parentElement.replaceWith(block)
  }
  mermaid.initialize({ startOnLoad: false, theme: '${scheme === 'dark' ? 'dark' : 'default'}' })
  mermaid.run().finally(() => document.body.setAttribute('data-ready', ''))
</script>`,
    )
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-sync'],
    })
    try {
      const options = {
        viewport: { width, height: 200 },
        deviceScaleFactor: 2,
        colorScheme: scheme,
      }
      const tab = await browser.newPage(options)
      await tab.goto(pathToFileURL(page).href)
      await tab.waitForSelector('[data-ready]', { state: 'attached' })
      return await tab.screenshot({ fullPage: true })
    } finally {
      await browser.close()
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
