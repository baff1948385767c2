/** What is served, and to whom. */
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { edited } from '../knowledge/good-base.ts'
import { type Served, serveFiles, withThirdYear } from './served.ts'

/** `fetch` sets the host itself. */
function get(
  address: string,
  host?: string,
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    request(address, { agent: false, ...(host === undefined ? {} : { headers: { host } }) }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece) => {
        text += piece
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
      .on('error', reject)
      .end()
  })
}

describe('a page', () => {
  const evil = `<script>alert(x)</script>"'&`
  let served: Served
  beforeAll(async () => {
    const written = `en: ${JSON.stringify(evil)}`
    const titled = edited('guidance/reporting.yaml', 'en: Report a fraud', written, withThirdYear())
    served = await serveFiles(edited('figures/series.yaml', 'en: People prosecuted by year', written, titled))
  })
  afterAll(() => served.stop())

  test.each(['', 'charts', 'chats.css', 'nothing'])(
    '/%s lets the browser fetch nothing from elsewhere',
    async (path) => {
      const { headers } = await get(served.address + path)
      expect(headers['content-security-policy']).toMatch(/^default-src 'self'(?:;|$)/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      })
    },
  )

  test.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost.evil.example:8160',
    '192.168.1.7',
  ])('is not for who calls this machine %s', async (host) => {
    expect(await get(served.address, host)).toMatchObject({ status: 403, text: expect.stringMatching(/localhost/) })
  })

  test.each(['localhost', '127.0.0.1:8160', '[::1]:8160'])('is for who calls it %s', async (host) => {
    expect((await get(served.address, host)).status).toBe(200)
  })

  test.each(['', 'charts', 'entry/report-fraud', `ask?q=${encodeURIComponent(evil)}`])(
    '/%s shows text as text',
    async (path) => {
      const { text } = await get(served.address + path)
      expect(text).toContain('&lt;script&gt;alert(x)&lt;/script&gt;')
      expect(text).not.toContain('<script>alert')
    },
  )

  test('that there is none of says so', async () => {
    expect(await get(`${served.address}entry/nothing`)).toMatchObject({ status: 404, text: /nothing/ })
    expect((await get(`${served.address}chart/0123456789abcdef.png`)).status).toBe(404)
    expect((await get(`${served.address}preview.css/../app.ts`)).status).toBe(404)
  })
})

test('the command ends with 0 when it is stopped, though pages are open', async () => {
  const served = await serveFiles()
  const changes = await fetch(`${served.address}changes`)
  expect(changes.headers.get('content-type')).toMatch(/^text\/event-stream/)
  expect(await served.stop()).toBe(0)
})
