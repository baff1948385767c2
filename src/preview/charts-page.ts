/** Every series as the picture that chats show of it. */
import { type SeriesChart, seriesCharts } from '../workbench/series-charts.ts'
import { type Html, html } from './html.ts'
import type { Now } from './now.ts'
import type { Pictures } from './pictures.ts'
import { linkTo, type View } from './view.ts'

export function chartsPage({ answerer, view, today, pictures }: Now): Html {
  const all = seriesCharts(answerer.knowledge, view.language, today())
  const drawn = all.filter(({ chart }) => chart !== undefined)
  const short = all.filter(({ chart }) => chart === undefined)
  return html`<h1>${drawn.length} charts</h1>
  <div class="charts">${drawn.map((series) => drawing(series, view, pictures))}</div>
  ${
    short.length > 0
      ? html`<section><h2>Series without a chart</h2><p class="quiet">A picture takes three figures or more.</p>
    ${short.map(({ id, label, runs }) => html`<h3 lang="${view.language}">${label} <code class="quiet">${id}</code></h3>${figures(runs, view)}`)}
  </section>`
      : ''
  }`
}

function drawing({ id, label, runs, chart }: SeriesChart, view: View, pictures: Pictures): Html {
  return html`<figure id="${id}" lang="${view.language}">
    ${chart && picture(chart, view, pictures)}
    <figcaption>${label} <code class="quiet">${id}</code>${figures(runs, view)}</figcaption>
  </figure>`
}

function picture(chart: NonNullable<SeriesChart['chart']>, { theme }: View, pictures: Pictures): Html {
  const { alt } = chart
  const [light, dark] = [pictures.addressOf(chart, 'light'), pictures.addressOf(chart, 'dark')]
  const image = (address: string): Html => html`<img src="${address}" alt="${alt}" width="360" loading="lazy">`
  if (theme !== 'auto') return image(theme === 'dark' ? dark : light)
  return html`<picture><source srcset="${dark}" media="(prefers-color-scheme: dark)">${image(light)}</picture>`
}

function figures(runs: SeriesChart['runs'], view: View): Html {
  return html`<details><summary lang="en">Its figures</summary>
    <ul>${runs.map(
      (run) =>
        html`<li>${run.map((id) => html`<a href="${linkTo(`/entry/${id}`, view)}"><code>${id}</code></a> `)}</li>`,
    )}</ul></details>`
}
