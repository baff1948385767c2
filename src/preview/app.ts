/** The preview page: which address shows what. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { BOLD, REGULAR } from '../charts/fonts.ts'
import { latestAnswerer } from '../workbench/latest-answerer.ts'
import type { Previews } from '../workbench/try.ts'
import { askPage } from './ask-page.ts'
import { buildChanges } from './changes.ts'
import { chartsPage } from './charts-page.ts'
import { buildChecking, type Check } from './checking.ts'
import { entriesPage } from './entries-page.ts'
import { entryPage } from './entry-page.ts'
import { headers, onlyLoopback } from './guard.ts'
import { type Html, html } from './html.ts'
import { layout, type Page } from './layout.ts'
import type { Now } from './now.ts'
import { buildPictures } from './pictures.ts'
import { problemsPage } from './problems-page.ts'
import { linkTo, readView } from './view.ts'

export type PreviewOptions = {
  folders: readonly string[]
  previews: Previews
  /** ISO day, asked anew for each page. */
  today: () => string
  check: Check
}

export type PreviewApp = {
  fetch(request: Request): Response | Promise<Response>
  /** The files have been saved: open pages are to show it. */
  saved(): void
}

/** Served as they stand. */
const FILES = [
  ['preview.css', 'text/css; charset=utf-8'],
  ['chats.css', 'text/css; charset=utf-8'],
  ['preview.js', 'text/javascript; charset=utf-8'],
  ['icon.svg', 'image/svg+xml'],
].map(([name = '', type = '']) => ({ name, type, file: join(import.meta.dirname, name) }))

/** In which charts are drawn, and Chinese is written on machines without a font for it. */
const FONTS = [
  { name: 'noto-sans-hans.otf', file: REGULAR },
  { name: 'noto-sans-hans-bold.otf', file: BOLD },
]

/** @param failed told what kept a page from being made */
export function buildPreview(options: PreviewOptions, failed: (error: Error) => void): PreviewApp {
  const { folders, previews, today } = options
  const changes = buildChanges()
  const checking = buildChecking(options.check, today, { done: changes.announce, failed })
  const latest = latestAnswerer(folders)
  const pictures = buildPictures()
  const app = new Hono()

  app.use(headers, onlyLoopback, async (context, next) => {
    await next()
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store')
  })
  app.onError((error, context) => {
    failed(error)
    return context.text('This page could not be made; where the program runs it is written why.\n', 500)
  })

  type Made = Omit<Page, 'path'> & { path?: string; status?: 404 }

  /** A page made from the knowledge; while there never was any, the problems are all there is to show. */
  function page(path: string, make: (now: Now, context: Context) => Made | Promise<Made>): void {
    app.get(path, async (context) => {
      const view = readView((name) => context.req.query(name))
      // Before the files are read: a page that was made while they were saved is out of date.
      const stamp = changes.stamp()
      const { answerer, problems } = await latest()
      const found = checking.look()
      const known = found.outdated ? undefined : found.checked
      const made: Made = answerer
        ? await make({ answerer, problems, found, folders, previews, today, pictures, view }, context)
        : { title: 'Problems', main: problemsPage(found, problems) }
      const stale = answerer !== undefined && problems.length > 0
      const counts = { problems: known?.problems.length ?? problems.length, remarks: known?.remarks.length ?? 0 }
      const frame = { view, stamp, counts, stale, folders, today: today() }
      return context.html(await layout({ path: context.req.path, ...made }, frame), made.status ?? 200)
    })
  }

  page('/', (now) => ({ title: 'Entries', main: entriesPage(now) }))
  page('/charts', async (now) => ({ title: 'Charts', main: await chartsPage(now) }))
  page('/problems', ({ found, problems }) => ({ title: 'Problems', main: problemsPage(found, problems) }))
  page('/ask', async (now, { req }) => {
    const question = req.query('q')?.trim() ?? ''
    return { title: question || 'Ask', question, ...(await askPage(question, now)) }
  })
  page('/entry/:id', async (now, { req }) => {
    const id = req.param('id') ?? ''
    return (await entryPage(id, now)) ?? { title: 'No such entry', main: noSuchEntry(id, now), status: 404 }
  })

  app.get('/chart/:name{[0-9a-f]+\\.png}', async (context) => {
    const png = await pictures.png(context.req.param('name').replace('.png', ''))
    if (!png) return context.notFound()
    return context.body(new Uint8Array(png), 200, { 'Content-Type': 'image/png', ...KEPT })
  })
  app.get('/changes', (context) =>
    streamSSE(context, async (stream) => {
      const { promise: left, resolve } = Promise.withResolvers<void>()
      const stop = changes.listen((stamp) => void stream.writeSSE({ data: stamp }))
      stream.onAbort(() => resolve())
      // A save between the making of the page and now has been missed.
      await stream.writeSSE({ data: changes.stamp() })
      await left
      stop()
    }),
  )
  for (const { name, type, file } of FILES)
    app.get(`/${name}`, async ({ body }) => body(await bytesOf(file), 200, { 'Content-Type': type }))
  for (const { name, file } of FONTS)
    app.get(`/${name}`, async ({ body }) => body(await bytesOf(file), 200, { 'Content-Type': 'font/otf', ...KEPT }))

  return {
    fetch: app.fetch,
    saved() {
      changes.announce()
      checking.saved()
    },
  }
}

/** The same address gives the same bytes for ever. */
const KEPT = { 'Cache-Control': 'private, max-age=31536000, immutable' }

const bytesOf = async (file: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await readFile(file))

function noSuchEntry(id: string, { answerer, view }: Now): Html {
  const successor = answerer.knowledge.retired.get(id)
  return html`<h1>There is no entry <code>${id}</code></h1>
  ${
    successor
      ? html`<p>It was retired; in its place stands <a href="${linkTo(`/entry/${successor}`, view)}"><code>${successor}</code></a>.</p>`
      : html`<p><a href="${linkTo('/', view)}">All entries</a></p>`
  }`
}
