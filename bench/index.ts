/**
 * `npm run bench`: the matcher and its peers side by side, written as Markdown tables. Parts: `quality`, `speed`, `shipped` (what is built from the
 * shipped knowledge; these three unless named), `calibration`, which tells the matcher how many questions are out of scope, and `fit`, which fits its constants anew.
 * Options: --sets, --matchers, --sizes (each a list with commas), --questions, --repeat, --patience (seconds), --out (a file).
 */
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { fitCalibration } from './fit.ts'
import { CONTENDERS } from './matchers.ts'
import { type CalibrationRow, measureCalibration } from './out-of-scope.ts'
import { measureQuality, type QualityRow } from './quality.ts'
import { SET_NAMES } from './sets.ts'
import { measureShipped, type ShippedRun } from './shipped.ts'
import { measureSpeed, SIZES, type SpeedRow } from './speed.ts'
import { markdownTable, milliseconds, percent, withSpread } from './table.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sets: { type: 'string', default: SET_NAMES.join(',') },
    matchers: { type: 'string', default: CONTENDERS.join(',') },
    sizes: { type: 'string', default: SIZES.join(',') },
    questions: { type: 'string', default: '300' },
    repeat: { type: 'string', default: '3' },
    patience: { type: 'string', default: '120' },
    out: { type: 'string' },
  },
})
const parts = positionals.length > 0 ? positionals : ['quality', 'speed', 'shipped']
const matchers = values.matchers.split(',')
const tables: string[] = [`Node ${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`]

try {
  if (parts.includes('quality')) tables.push(await quality())
  if (parts.includes('speed')) tables.push(await speed())
  if (parts.includes('shipped')) tables.push(shipped())
  if (parts.includes('calibration')) tables.push(calibration())
  if (parts.includes('fit')) tables.push(fitCalibration())
  const text = `${tables.join('\n\n')}\n`
  if (values.out) writeFileSync(values.out, text)
  else console.log(text)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function quality(): Promise<string> {
  const rows: QualityRow[] = []
  await measureQuality(values.sets.split(','), matchers, Number(values.questions), (row) => {
    rows.push(row)
    console.error(`${row.set} ${row.contender}: ${percent(row.quality.accuracy)}`)
  })
  return markdownTable(
    [
      ...['set (questions)', 'matcher', 'accuracy@1', 'with typos', 'recall@3', 'AUROC', 'refused at 95 %', 'ECE'],
      ...['p50 ms', 'p95 ms', 'build s'],
    ],
    rows.map(({ set, contender, quality, withTypos, questions, p50, p95, buildSeconds }) => [
      ...[
        `${set} (${questions})`,
        contender,
        percent(quality.accuracy),
        percent(withTypos),
        percent(quality.recallAt3),
      ],
      ...[percent(quality.auroc), percent(quality.refusedAt95), quality.calibrationError?.toFixed(3) ?? '–'],
      ...[milliseconds(p50), milliseconds(p95), buildSeconds.toFixed(1)],
    ]),
  )
}

function calibration(): string {
  const rows: CalibrationRow[] = []
  measureCalibration(values.sets.split(','), (row) => rows.push(row))
  return markdownTable(
    ['set (questions)', 'out of scope', 'as it comes', 'told the share', 'share fitted', 'ECE with it', 'perfect'],
    rows.map(({ set, questions, share, asItComes, told, fittedShares, fitted, perfect }) => [
      ...[`${set} (${questions})`, `${percent(share)} %`],
      ...[asItComes.toFixed(3), told.toFixed(3)],
      ...[fittedShares.map((one) => `${percent(one)} %`).join(', '), fitted.toFixed(3)],
      perfect.toFixed(3),
    ]),
  )
}

async function speed(): Promise<string> {
  const rows: SpeedRow[] = []
  const sizes = values.sizes.split(',').map(Number)
  await measureSpeed(sizes, matchers, Number(values.repeat), Number(values.patience), (row) => {
    rows.push(row)
    console.error(`${row.size} ${row.contender}: ${row.runs.length > 0 ? 'done' : row.failure}`)
  })
  const of = (
    row: SpeedRow,
    pick: (run: SpeedRow['runs'][number]) => number,
    write: (value: number) => string,
  ): string => (row.runs.length > 0 ? withSpread(row.runs.map(pick), write) : (row.failure ?? '–'))
  return markdownTable(
    ['phrasings', 'matcher', 'p50 ms', 'p95 ms', 'build s', 'memory MB', 'load of a snapshot s', 'accuracy@1'],
    rows.map((row) => [
      ...[row.size.toLocaleString('en'), row.contender],
      of(row, ({ p50 }) => p50, milliseconds),
      of(row, ({ p95 }) => p95, milliseconds),
      of(
        row,
        ({ buildSeconds }) => buildSeconds,
        (value) => value.toFixed(2),
      ),
      of(
        row,
        ({ megabytes }) => megabytes,
        (value) => value.toFixed(0),
      ),
      row.runs.some(({ loadSeconds }) => loadSeconds !== undefined)
        ? of(
            row,
            ({ loadSeconds }) => loadSeconds ?? 0,
            (value) => value.toFixed(3),
          )
        : '–',
      of(row, ({ accuracy }) => accuracy, percent),
    ]),
  )
}

function shipped(): string {
  const whole = (value: number): string => value.toFixed(0)
  return markdownTable(
    [
      ...['of the shipped knowledge', 'built ms', 'of processor ms', 'built again ms', 'of processor ms'],
      ...['snapshot MB', 'taken up ms'],
    ],
    measureShipped(Number(values.repeat)).map(({ kind, runs }) => {
      const of = (pick: (run: ShippedRun) => number, write = whole): string => withSpread(runs.map(pick), write)
      return [
        `${kind}: ${runs[0]?.entries} entries, ${runs[0]?.phrasings} phrasings`,
        ...[of(({ first }) => first), of(({ firstProcessor }) => firstProcessor)],
        ...[of(({ again }) => again), of(({ againProcessor }) => againProcessor)],
        of(
          ({ megabytes }) => megabytes,
          (value) => value.toFixed(1),
        ),
        of(({ load }) => load),
      ]
    }),
  )
}
