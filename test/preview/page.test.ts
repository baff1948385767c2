/** The preview page as staff use it, in a real browser. */
import axe, { type AxeResults } from 'axe-core'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { edited } from '../knowledge/good-base.ts'
import { openChromium, WITHOUT_CHROMIUM } from './chromium.ts'
import { type Served, serveFiles, withThirdYear } from './served.ts'

const ENTRY = 'guidance/reporting.yaml'
const BEFORE = 'Call the police on 110'
const changeShort = (text: string) => edited(ENTRY, BEFORE, text)

const LONG = { timeout: 20_000 }

const read = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? ''

describe.skipIf(WITHOUT_CHROMIUM)('in a browser', () => {
  let browser: Browser
  let served: Served
  let page: Page
  /** Of every request that the page makes. */
  let hosts: Set<string>
  let complaints: string[]

  beforeAll(async () => {
    browser = await openChromium()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    hosts = new Set()
    complaints = []
    page.on('request', (request) => hosts.add(new URL(request.url()).host))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
  })
  afterEach(async () => {
    await page.close()
    expect({ hosts: [...hosts], complaints }).toEqual({ hosts: [new URL(served.address).host], complaints: [] })
  })

  const open = (path = '') => page.goto(served.address + path)
  const said = (platform: string): Promise<string> => read(page.locator(`.${platform} .said`).first())

  describe('while nobody edits', () => {
    beforeAll(async () => {
      served = await serveFiles(withThirdYear())
      // Once the files are checked, pages stay as they are.
      const checked = () => fetch(`${served.address}problems`).then((response) => response.text())
      await vi.waitFor(async () => expect(await checked()).toContain('No problems'), LONG)
    })
    afterAll(() => served.stop())

    test('every entry is reached from the list, and is what answers', async () => {
      await open()
      const ids = ['report-fraud', 'what-is-fraud', 'prosecuted-2018', 'prosecuted-2019', 'arrested-2019', 'cases-2019']
      for (const id of [...ids, 'prosecuted-together', 'procuratorate']) {
        await open()
        await page.locator(`a[href="/entry/${id}"]`).click()
        expect(await read(page.locator('h1 + p'))).toContain(id)
      }
    })

    test('an entry is shown as each platform shows it, with its measures', async () => {
      await open('entry/report-fraud')
      for (const platform of ['telegram', 'terminal']) expect(await said(platform)).toContain(BEFORE)
      expect(await read(page.locator('.telegram .measures'))).toMatch(/\d+ of 4,096 characters/)
      expect(await read(page.locator('.steps'))).toMatch(/report-fraud: asked by its name/)
    })

    test('a question is asked with the keyboard alone, and its answer explained', async () => {
      await open()
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
      await page.keyboard.press('Tab')
      await page.keyboard.type('how do i report a fraud')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/ask?q=*')
      expect(await said('telegram')).toContain(BEFORE)
      expect(await read(page.locator('.steps'))).toMatch(/candidate[\s\S]*report-fraud/)
    })

    test('the language is switched on the spot, and kept from page to page', async () => {
      await open('entry/report-fraud')
      await page.getByRole('link', { name: '简体中文' }).click()
      await page.waitForURL('**/entry/report-fraud?lang=zh-Hans')
      expect(await said('telegram')).toContain('请拨打110报警')
      await page.getByRole('link', { name: '繁體中文' }).click()
      await page.waitForURL('**/*zh-Hant')
      expect(await said('telegram')).toContain('請撥打110報警')
      await page.getByRole('link', { name: 'Entries' }).click()
      await page.locator('.entries a').first().click()
      expect(page.url()).toContain('lang=zh-Hant')
    })

    test('dark colours are those of the machine, unless chosen', async () => {
      const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
      await page.emulateMedia({ colorScheme: 'light' })
      await open('entry/report-fraud')
      const light = await ground()
      await page.getByRole('link', { name: 'Dark', exact: true }).click()
      await page.waitForURL('**/*theme=dark')
      const dark = await ground()
      expect(dark).not.toBe(light)
      await page.getByRole('link', { name: 'Auto' }).click()
      await page.waitForURL('**/report-fraud')
      expect(await ground()).toBe(light)
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await ground()).toBe(dark)
    })

    test('a series is drawn in the colours of the page, with its words for whoever cannot see it', async () => {
      await page.emulateMedia({ colorScheme: 'dark' })
      await open('charts')
      const drawing = page.getByRole('img', { name: 'People prosecuted by year' })
      expect(await drawing.count()).toBe(1)
      expect(await read(drawing.locator('desc'))).toMatch(/2018.*2019.*2020/)
      expect(await drawing.locator('rect').first().getAttribute('fill')).toBe('#17202b')
      expect(await page.evaluate("document.fonts.check('18px \"Noto Sans Hans\"', '网')")).toBe(true)
    })

    test.each(['', 'entry/report-fraud', 'ask?q=fraud', 'charts', 'problems', 'entry/nothing'])(
      '/%s shuts nobody out, light or dark, and fits a phone 360 wide',
      async (path) => {
        await page.setViewportSize({ width: 360, height: 740 })
        await open(path)
        await page.evaluate(axe.source)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          const { violations } = (await page.evaluate('axe.run()')) as AxeResults
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
        }
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
        if (path === 'entry/nothing') complaints = []
      },
    )
  })

  describe('while somebody edits', () => {
    beforeEach(async () => {
      served = await serveFiles()
    })
    afterEach(async () => {
      // The page first: it would tell of a server that is gone.
      await page.close()
      await served.stop()
    })

    test('a save shows without a reload, and what was typed stays', async () => {
      await open('entry/report-fraud')
      await page.locator('#q').fill('half a que')
      served.write(changeShort('Ring the police on 110'))
      await page.locator('.telegram .said', { hasText: 'Ring the police on 110' }).waitFor()
      expect(await page.locator('#q').inputValue()).toBe('half a que')
    })

    test('a slip shows its problem over the page as it was, and goes when it is mended', async () => {
      await open('entry/report-fraud')
      served.write(changeShort('Ring the police on 119'))
      await page.getByRole('status').getByRole('link', { name: 'problems' }).click()
      const finding = page.locator('.finding.problem').first()
      expect(await read(finding)).toMatch(/reporting\.yaml:\d+:\d+[\s\S]*unbound-number[\s\S]*119[\s\S]*\^/)
      await page.getByRole('link', { name: 'Entries' }).click()
      await page.getByRole('link', { name: 'Report a fraud' }).click()
      expect(await said('telegram')).toContain(BEFORE)
      served.write(changeShort('Ring the police on 110'))
      await page.locator('.telegram .said', { hasText: 'Ring the police on 110' }).waitFor()
      expect(await read(page.getByRole('status'))).toBe('')
    })

    test('a slip is counted on every page, and shown with its entry', async () => {
      await open('entry/what-is-fraud')
      served.write(edited(ENTRY, 'sources: [spp-2020]', 'sources: [spp-2022]'))
      await page.getByRole('link', { name: 'Problems 1' }).waitFor()
      expect(await page.locator('.finding').count()).toBe(0)
      await open('entry/report-fraud')
      expect(await read(page.locator('.finding'))).toMatch(/unknown-source[\s\S]*spp-2022/)
    })
  })
})
