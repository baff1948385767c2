/** Pages of the knowledge that ships. */
import { expect, test } from 'vitest'
import { loadPreviews } from '../../src/cli/platforms.ts'
import { askPage } from '../../src/preview/ask-page.ts'
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
  view: { language: 'en' as const, chosen: false, theme: 'auto' as Theme },
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

test('an answer with a chart shows the picture that chats are sent, with its words', async () => {
  const page = String(await (await askPage('trend of people prosecuted for online crime', now)).main)
  const [, name = '', alt = ''] = /<img src="\/chart\/(\w+)\.png" alt="([^"]*)"/.exec(page) ?? []
  expect(alt).toMatch(/2020: about 142,000/)
  const png = await now.pictures.png(name)
  expect(Buffer.from(png ?? []).readUInt32BE(16)).toBe(1080)
  // Painting is work.
}, 60_000)

test('a question is answered in its own language, unless another was chosen', async () => {
  const inChinese = '2018年和2019年起诉了多少人'
  expect((await askPage(inChinese, now)).language).toBe('zh-Hans')
  expect((await askPage(inChinese, { ...now, view: { ...now.view, chosen: true } })).language).toBe('en')
})
