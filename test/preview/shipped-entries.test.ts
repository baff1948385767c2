/** The pages of all that ships. */
import { expect, test } from 'vitest'
import { loadPreviews } from '../../src/cli/platforms.ts'
import { entriesPage } from '../../src/preview/entries-page.ts'
import { entryPage } from '../../src/preview/entry-page.ts'
import { buildPictures } from '../../src/preview/pictures.ts'
import type { Theme } from '../../src/preview/view.ts'
import { answered, answerer, knowledge, TODAY } from '../shipped.ts'

const now = {
  ...{
    answerer,
    problems: [],
    found: { checked: undefined, outdated: false },
    folders: ['knowledge'],
    previews: await loadPreviews(),
    today: () => TODAY,
  },
  pictures: buildPictures(),
  view: { language: 'en' as const, theme: 'auto' as Theme },
}

test('every entry is listed, has its page, and is what answers when it is asked for by its name', async () => {
  const listed = [...String(await entriesPage(now)).matchAll(/href="\/entry\/([^"]+)"/g)].map(([, id = '']) => id)
  const { guidance, figures, glossary, computed } = knowledge
  const answers = [...computed.values()].filter(({ use }) => use === 'answer').map(({ id }) => id)
  expect(new Set(listed)).toEqual(new Set([...guidance.keys(), ...figures.keys(), ...glossary.keys(), ...answers]))
  const astray: string[] = []
  for (const id of listed) {
    const page = await entryPage(id, now)
    // A name that reads as a cry for help is answered as one.
    const urgent = page && answered(page.title, 'en').question.signal !== undefined
    if (!page || (String(await page.main).includes('is not what answers') && !urgent)) astray.push(id)
  }
  expect(astray).toEqual([])
})
