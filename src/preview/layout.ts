/** What every page has around it: search, where to go, language and colours, and what is wrong with the files. */
import { LANGUAGE_NAMES, LANGUAGES } from '../conversation/languages.ts'
import type { Language } from '../message.ts'
import { type Html, html, raw } from './html.ts'
import { linkTo, THEMES, type Theme, type View } from './view.ts'

export type Page = {
  title: string
  /** The page's own address, for the same page in another view. */
  path: string
  /** What was searched for. */
  question?: string
  /** Of what is shown, where it is not the view's. */
  language?: Language
  main: Html
}

export type Frame = {
  view: View
  /** Changes whenever a file does: a page that shows another one is out of date. */
  stamp: string
  /** Of what `check` found last. */
  counts: { problems: number; remarks: number }
  /** Whether what is shown is from before the problems. */
  stale: boolean
  folders: readonly string[]
  /** ISO day that answers go by. */
  today: string
}

const PLACES = [
  ['/', 'Entries'],
  ['/charts', 'Charts'],
  ['/problems', 'Problems'],
] as const

const THEME_NAMES: Record<Theme, string> = { auto: 'Auto', light: 'Light', dark: 'Dark' }

export function layout({ title, path, question, language: shown, main }: Page, frame: Frame): Html {
  const { view, stamp, counts, stale, folders, today } = frame
  const same = question === undefined ? {} : { q: question }
  return html`${raw('<!doctype html>')}
<html lang="en" data-theme="${view.theme}" data-stamp="${stamp}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – preview</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/preview.css">
<link rel="stylesheet" href="/chats.css">
<script src="/preview.js" type="module"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
  <form action="/ask" role="search">
    <label for="q" class="unseen">A question, or words of an entry</label>
    <input id="q" name="q" type="search" value="${question ?? ''}" placeholder="Ask as people would …" autocomplete="off" spellcheck="false">
    ${view.chosen ? html`<input type="hidden" name="lang" value="${view.language}">` : ''}
    ${view.theme === 'auto' ? '' : html`<input type="hidden" name="theme" value="${view.theme}">`}
    <button>Ask</button>
  </form>
  <nav aria-label="Pages" id="places"><ul>
    ${PLACES.map(([to, name]) => item(linkTo(to, view), to === '/problems' ? withCounts(name, counts) : name, to === path))}
  </ul></nav>
  <nav aria-label="Language" id="languages"><ul>
    ${LANGUAGES.map((language) => {
      const name = html`<span lang="${language}">${LANGUAGE_NAMES[language]}</span>`
      return item(linkTo(path, { ...view, language, chosen: true }, same), name, language === (shown ?? view.language))
    })}
  </ul></nav>
  <nav aria-label="Colours" id="themes"><ul>
    ${THEMES.map((theme) => item(linkTo(path, { ...view, theme }, same), THEME_NAMES[theme], theme === view.theme))}
  </ul></nav>
</header>
<div id="state" role="status">${stale ? fromBefore(view) : ''}</div>
<main id="main" tabindex="-1">
${main}
</main>
<footer>${folders.join(' + ')} · answers as on ${today} · shows every save by itself</footer>
</body>
</html>`
}

function item(to: string, name: string | Html, current: boolean): Html {
  return html`<li><a href="${to}"${current ? raw(' aria-current="page"') : ''}>${name}</a></li>`
}

function withCounts(name: string, { problems, remarks }: Frame['counts']): Html {
  if (problems > 0) return html`${name} <span class="count">${problems}</span>`
  return html`${name}${remarks > 0 ? html` <span class="quiet" title="${remarks} remarks">${remarks}</span>` : ''}`
}

function fromBefore(view: View): Html {
  return html`<p class="alarm">The files have <a href="${linkTo('/problems', view)}">problems</a>:
    what is shown is from before. It follows as soon as they are mended.</p>`
}
