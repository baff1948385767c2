/** An answer from the table of figures in words: each figure in its own sentence, each computed number with its formula. */
import { type Amount, differenceOf, isTooClose } from '../figures/arithmetic.ts'
import type { FigureAnswer } from '../figures/figure-answer.ts'
import { periodOf } from '../figures/table.ts'
import type { ComputedFigure, KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'
import { writePeriod } from '../language/period.ts'
import type { Block, Choice, StatedFigure } from '../reply.ts'
import { chartOf, FEWEST_POINTS } from './chart.ts'
import { corrected, describeChange } from './describe-change.ts'
import { type Draft, EMPTY, lead, list, note } from './draft.ts'
import { buildFigureWords } from './figure-words.ts'
import type { Words } from './wording.ts'

type Answer<Kind extends FigureAnswer['kind']> = Extract<FigureAnswer, { kind: Kind }>

export type FigureScribe = {
  describe(answer: FigureAnswer): Draft
  choiceOf(figure: Figure): Choice
  /** A figure as the JSON of an answer gives it. */
  stated(figure: Figure): StatedFigure
  /** How each source puts the figure. */
  reports(figure: Figure): Block
}

/** @param today ISO day; figures past their next release say so */
export function buildFigureScribe(knowledge: KnowledgeBase, words: Words, today: string): FigureScribe {
  const figureWords = buildFigureWords(knowledge, words, today)
  const { unitOf, amount, amountOf, sentenceOf, periodName, pointOf, choiceOf, stated, worked } = figureWords
  const { resting, changeOf, remarks, reports, formulaOf, breaksOf, warnings, neighbours } = figureWords

  function cell({ figure, focus, premise, owner }: Answer<'cell'>): Draft {
    const change = focus === 'change' ? changeOf(figure) : undefined
    const blocks: Block[] = change
      ? [lead(corrected(change, premise, words)), { kind: 'paragraph', text: sentenceOf(figure) }]
      : [lead(corrected(sentenceOf(figure), premise, words))]
    if (focus === 'change' && !change) blocks.push(note('label-change', words.say('change-not-published'), words))
    if (owner) blocks.push(note('label-note', words.join(words.say('claimed-is'), sentenceOf(owner)), words))
    if (focus === 'reports') blocks.push(reports(figure))
    return {
      ...resting(owner ? [figure, owner] : [figure]),
      blocks: [...blocks, ...remarks(figure, { change: !change })],
      choices: neighbours(figure),
    }
  }

  function computed({ computed: one }: Answer<'computed'>): Draft {
    const inputs = one.inputs.flatMap((id) => knowledge.figures.get(id) ?? [])
    const result: Amount = { value: Number(one.value.toPrecision(one.round)), qualifier: 'about' }
    const formula = words.text(one.formula_in_words)
    const base = resting(inputs)
    return {
      ...base,
      entries: [one.id, ...base.entries],
      figures: [{ ...computedFigure(one, result), formula }, ...base.figures],
      blocks: [
        lead(words.text(one.says, { value: words.value(result.value, 'exact', unitOf(one.measure)) })),
        note(
          'label-formula',
          words.join(words.sentence(formula), words.say('formula-of', { formula: formulaOf(one) })),
          words,
        ),
        ...(one.caveat ? [note('label-caution', words.text(one.caveat), words)] : []),
      ],
      choices: inputs.map(choiceOf),
    }
  }

  function computedFigure(one: ComputedFigure, result: Amount): Omit<StatedFigure, 'formula'> {
    const period = one.cell ? writePeriod(periodOf(one.cell)) : ''
    return { ...result, id: one.id, unit: unitOf(one.measure), stage: one.cell?.stage ?? '', period }
  }

  function beside({ figures, differ }: Answer<'beside'>): Draft {
    const last = figures.at(-1)
    return {
      ...resting(figures),
      blocks: [
        lead(words.say(`beside-${differ}`)),
        list(figures.map(sentenceOf)),
        ...(last && (differ === 'rule' || differ === 'length') ? breaksOf(last) : []),
      ],
      choices: [],
    }
  }

  function share({ part, whole, share: result }: Answer<'share'>): Draft {
    const formula = `${amountOf(part)} ÷ ${amountOf(whole)}`
    const base = resting([part, whole])
    return {
      ...base,
      figures: [...base.figures, worked('share', [part, whole], result, 'percent', formula)],
      blocks: [
        lead(
          words.say('share-computed', {
            share: words.value(result.value, result.qualifier, 'percent'),
            part: amountOf(part),
            whole: amountOf(whole),
          }),
        ),
        list([sentenceOf(part), sentenceOf(whole)]),
        note('label-formula', words.say('formula-of', { formula }), words),
      ],
      choices: [],
    }
  }

  function total({ figures, total: sum }: Answer<'total'>): Draft {
    const formula = figures.map(amountOf).join(' + ')
    const base = resting(figures)
    return {
      ...base,
      figures: [...base.figures, worked('total', figures, sum, unitOf(figures[0]?.measure ?? ''), formula)],
      blocks: [
        lead(words.say('total-computed', { total: amount(sum, figures[0]?.measure ?? '') })),
        list(figures.map(sentenceOf)),
        note('label-formula', words.say('formula-of', { formula }), words),
      ],
      choices: [],
    }
  }

  function rank({ figures, apart, extreme, over }: Answer<'rank'>): Draft {
    const [first, ...others] = figures
    if (!first) return EMPTY
    const lines = over === 'years' ? others.map(pointOf) : others.map(sentenceOf)
    const [second] = others
    return {
      ...resting([...figures, ...apart]),
      blocks: [
        lead(words.say(`rank-${over}-${extreme}`, { sentence: sentenceOf(first) })),
        list(lines),
        ...(second && isTooClose(second, first) ? [note('label-note', words.say('rank-close'), words)] : []),
        ...(apart.length > 0 ? [otherwiseCounted(apart), ...breaksOf(first)] : []),
        ...(over === 'offences' && second
          ? [
              note(
                'label-note',
                words.say('rank-difference', { difference: amount(sized(differenceOf(second, first)), first.measure) }),
                words,
              ),
            ]
          : []),
      ],
      choices: [],
    }
  }

  const sized = (one: Amount): Amount => ({ ...one, value: Math.abs(one.value) })

  const otherwiseCounted = (figures: readonly Figure[]): Block => ({
    kind: 'list',
    title: words.say('series-apart'),
    items: figures.map(pointOf),
  })

  function series({ runs }: Answer<'series'>): Draft {
    const [main, ...others] = runs
    if (!main) return EMPTY
    const label = words.text(main.series.label)
    const [first] = main.figures
    const last = main.figures.at(-1)
    const apart = others.flatMap((run) => run.figures)
    const range =
      first && last && first !== last
        ? words.say('series-range', {
            label,
            before: amountOf(first),
            first: periodName(first),
            after: amountOf(last),
            second: periodName(last),
          })
        : words.sentence(words.say('series-title', { label }))
    const points: Block[] =
      main.figures.length + apart.length >= FEWEST_POINTS
        ? [{ kind: 'chart', series: main.series.id, chart: chartOf([main, ...others], knowledge, words) }]
        : [list(main.figures.map(pointOf)), ...(apart.length > 0 ? [otherwiseCounted(apart)] : [])]
    const blocks = [lead(range), ...points, ...(first ? breaksOf(first) : [])]
    return { ...resting(runs.flatMap((run) => [...run.figures])), blocks, choices: [] }
  }

  function nearest([first, ...others]: readonly Figure[]): Draft {
    if (!first) return EMPTY
    return {
      ...resting([first]),
      blocks: [lead(words.say('nearest')), { kind: 'paragraph', text: sentenceOf(first) }, ...remarks(first)],
      choices: others.map(choiceOf),
    }
  }

  function some({ figures, missing }: Answer<'some'>): Draft {
    const nameOf = (id: string): string => {
      const { offences, stages, places } = knowledge.concepts
      const found = [...offences, ...stages, ...places].find((concept) => concept.id === id)
      return found ? words.text(found.name) : id
    }
    const names = missing.map(({ concepts, period }) =>
      [...concepts.map(nameOf), ...(period ? [words.period(writePeriod(period))] : [])].join(' · '),
    )
    return {
      ...resting(figures),
      blocks: [
        lead(words.say('some-held', { missing: words.listed(names) })),
        list(figures.map(sentenceOf)),
        ...warnings(figures),
      ],
      choices: [],
    }
  }

  const together = (key: Parameters<Words['say']>[0], figures: readonly Figure[]): Draft => ({
    ...resting(figures),
    blocks: [lead(words.say(key)), list(figures.map(sentenceOf)), ...warnings(figures)],
    choices: [],
  })

  function describe(answer: FigureAnswer): Draft {
    switch (answer.kind) {
      case 'cell':
        return cell(answer)
      case 'computed':
        return computed(answer)
      case 'list':
        return together('each-as-published', answer.figures)
      case 'some':
        return some(answer)
      case 'nearest':
        return nearest(answer.figures)
      case 'clarify':
        return {
          ...EMPTY,
          entries: answer.figures.map(({ id }) => id),
          blocks: [lead(words.say(`clarify-${answer.missing}`))],
          choices: answer.figures.map(choiceOf),
        }
      case 'change':
        return describeChange(answer, figureWords, words)
      case 'beside':
        return beside(answer)
      case 'share':
        return share(answer)
      case 'share-refused':
        return together('share-refused', answer.figures)
      case 'total':
        return total(answer)
      case 'total-refused':
        return together(`total-refused-${answer.because}`, answer.figures)
      case 'rank':
        return rank(answer)
      case 'series':
        return series(answer)
      case 'not-published':
        return { ...EMPTY, blocks: [lead(words.say('abstain-not-published'))], choices: answer.nearest.map(choiceOf) }
    }
  }

  return { describe, choiceOf, stated, reports }
}
