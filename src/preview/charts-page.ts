/** Every series as the chart that chats show of it. */
import type { Chart } from '../reply.ts'
import { type SeriesChart, seriesCharts } from '../workbench/series-charts.ts'
import { type Html, html, raw } from './html.ts'
import type { Now } from './now.ts'
import { linkTo, type Theme, type View } from './view.ts'

export async function chartsPage({ answerer, view, today }: Now): Promise<Html> {
  const draw = await drawer(view.theme)
  const all = seriesCharts(answerer.knowledge, view.language, today())
  const drawn = all.filter(({ chart }) => chart !== undefined)
  const short = all.filter(({ chart }) => chart === undefined)
  return html`<h1>${drawn.length} charts</h1>
  <div class="charts">${drawn.map((series) => figureOf(series, view, draw))}</div>
  ${
    short.length > 0
      ? html`<section><h2>Series without a chart</h2><p class="quiet">A picture takes three figures or more.</p>
    ${short.map(({ id, label, runs }) => html`<h3 lang="${view.language}">${label} <code class="quiet">${id}</code></h3>${figures(runs, view)}`)}
  </section>`
      : ''
  }`
}

function figureOf({ id, runs, chart }: SeriesChart, view: View, draw: Draw): Html {
  return html`<figure id="${id}" lang="${view.language}">
    ${chart && draw(chart, id)}
    <figcaption><code class="quiet">${id}</code>${figures(runs, view)}</figcaption>
  </figure>`
}

type Draw = (chart: Chart, id: string) => Html

/** Into the page, as lines and letters: painting each of them as chats are sent it would take most of a second. */
async function drawer(theme: Theme): Promise<Draw> {
  const { drawSvg } = await import('../charts/svg.ts')
  const themes = theme === 'auto' ? (['light', 'dark'] as const) : [theme]
  return (chart, id) =>
    html`${themes.map((one) => {
      // Names within a drawing are those of the whole page.
      const svg = drawSvg(chart, one).svg.replace(/(id="|url\(#)chart-/g, `$1${id}-${one}-`)
      return html`<div class="drawn ${theme === 'auto' ? `if-${one}` : ''}">${raw(svg)}</div>`
    })}`
}

function figures(runs: SeriesChart['runs'], view: View): Html {
  return html`<details><summary lang="en">Its figures</summary>
    <ul>${runs.map(
      (run) =>
        html`<li>${run.map((id) => html`<a href="${linkTo(`/entry/${id}`, view)}"><code>${id}</code></a> `)}</li>`,
    )}</ul></details>`
}
