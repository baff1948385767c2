/** The preview page: which address shows what. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { REGULAR } from '../charts/fonts.ts'
import { type Checked, checkKnowledge } from '../workbench/check.ts'
import { latestAnswerer } from '../workbench/latest-answerer.ts'
import type { Previews } from '../workbench/try.ts'
import { askPage } from './ask-page.ts'
import type { Changes } from './changes.ts'
import { chartsPage } from './charts-page.ts'
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
  changes: Changes
}

/** Served as they stand. */
const FILES = [
  ['preview.css', 'text/css; charset=utf-8'],
  ['chats.css', 'text/css; charset=utf-8'],
  ['preview.js', 'text/javascript; charset=utf-8'],
  ['icon.svg', 'image/svg+xml'],
].map(([name = '', type = '']) => ({ name, type, file: join(import.meta.dirname, name) }))

/** Fetched by browsers on machines without a Chinese font. */
const FONT = { name: 'chinese.otf', type: 'font/otf', file: REGULAR }

export function buildPreview({ folders, previews, today, changes }: PreviewOptions): Hono {
  const latest = latestAnswerer(folders)
  const pictures = buildPictures()
  const checked = buildChecked({ folders, previews, today, changes })
  const app = new Hono()

  app.use(headers, onlyLoopback, async (context, next) => {
    await next()
    context.header('Cache-Control', 'no-store')
  })

  type Made = Omit<Page, 'path'> & { path?: string; status?: 404 }

  /** A page made from the knowledge; while there never was any, the problems are all there is to show. */
  function page(path: string, make: (now: Now, context: Context) => Made | Promise<Made>): void {
    app.get(path, async (context) => {
      const view = readView((name) => context.req.query(name))
      // Before the files are read: a page that was made while they were saved is out of date.
      const stamp = changes.stamp()
      const { answerer, problems } = await latest()
      const made: Made = answerer
        ? await make({ answerer, problems, folders, previews, today, pictures, view }, context)
        : { title: 'Problems', main: problemsPage(checked()) }
      const stale = answerer !== undefined && problems.length > 0
      const frame = { view, stamp, problems, stale, folders, today: today() }
      return context.html(await layout({ path: context.req.path, ...made }, frame), made.status ?? 200)
    })
  }

  page('/', (now) => ({ title: 'Entries', main: entriesPage(now) }))
  page('/charts', (now) => ({ title: 'Charts', main: chartsPage(now) }))
  page('/problems', () => ({ title: 'Problems', main: problemsPage(checked()) }))
  page('/ask', async (now, { req }) => {
    const question = req.query('q')?.trim() ?? ''
    return { title: question || 'Ask', question, main: await askPage(question, now) }
  })
  page('/entry/:id', async (now, { req }) => {
    const id = req.param('id') ?? ''
    return (await entryPage(id, now)) ?? { title: 'No such entry', main: noSuchEntry(id, now), status: 404 }
  })

  app.get('/chart/:name{[0-9a-f]+\\.png}', async (context) => {
    const png = await pictures.png(context.req.param('name').replace('.png', ''))
    if (!png) return context.notFound()
    return context.body(new Uint8Array(png), 200, { 'Content-Type': 'image/png' })
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
  for (const { name, type, file } of [...FILES, FONT])
    app.get(`/${name}`, async (context) =>
      context.body(new Uint8Array(await readFile(file)), 200, { 'Content-Type': type }),
    )
  return app
}

/** Checking takes seconds: once for each save, and once a day. */
function buildChecked({
  folders,
  previews,
  today,
  changes,
}: Pick<PreviewOptions, 'folders' | 'previews' | 'today' | 'changes'>) {
  let last: { key: string; checked: Checked } | undefined
  return (): Checked => {
    const key = `${changes.stamp()} ${today()}`
    if (last?.key !== key) last = { key, checked: checkKnowledge(folders, today(), previews) }
    return last.checked
  }
}

function noSuchEntry(id: string, { answerer, view }: Now): Html {
  const successor = answerer.knowledge.retired.get(id)
  return html`<h1>There is no entry <code>${id}</code></h1>
  ${
    successor
      ? html`<p>It was retired; in its place stands <a href="${linkTo(`/entry/${successor}`, view)}"><code>${successor}</code></a>.</p>`
      : html`<p><a href="${linkTo('/', view)}">All entries</a></p>`
  }`
}
