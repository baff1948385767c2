/** What a platform lays out, as elements of the page. */
import { expect, test } from 'vitest'
import { raw } from '../../src/preview/html.ts'
import { messageHtml } from '../../src/preview/message-html.ts'

test.each([
  ['what the contract names stays', '<b>bold</b> <i>and</i><br>more<hr>', '<b>bold</b> <i>and</i><br>more<hr>'],
  [
    'a link opens elsewhere, and does not say whence',
    '<a href="https://a.example/?b=1&amp;c=2">there</a>',
    '<a href="https://a.example/?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">there</a>',
  ],
  ['no other address is a link', '<a href="javascript:x">there</a>', '&lt;a href="javascript:x"&gt;there&lt;/a&gt;'],
  ['an attribute makes it text', '<b onclick="x">no</b>', '&lt;b onclick="x"&gt;no&lt;/b&gt;'],
  ['another element is text', '<script>x</script>', '&lt;script&gt;x&lt;/script&gt;'],
  ['what was left open is closed', '<b><i>both', '<b><i>both</i></b>'],
  ['what closes out of turn is text', '<b>one</i></b></b></br>', '<b>one&lt;/i&gt;</b>&lt;/b&gt;&lt;/br&gt;'],
  ['text is escaped once', '1 < 2 &amp; 3 & &#39;4&#39;', '1 &lt; 2 &amp; 3 &amp; &#39;4&#39;'],
  ['text before and between elements too', '1 < 2 <b>& 3</b>', '1 &lt; 2 <b>&amp; 3</b>'],
  ['a heading of the message is none of the page', '<h2>Title</h2>', '<strong class="h2">Title</strong>'],
  ['a block ends its line itself', '<ul><li>one</li></ul>\n\ntext', '<ul><li>one</li></ul>\ntext'],
  [
    'a long quote is folded',
    '<blockquote expandable>long</blockquote>',
    '<blockquote class="folded"><div>long</div><label><input type="checkbox"> Show all of it</label></blockquote>',
  ],
])('%s', (_, layout, written) => {
  expect(String(messageHtml(layout))).toBe(written)
})

test('the picture stands where the platform puts it', () => {
  expect(String(messageHtml('<p>above</p><figure></figure><p>below</p>', raw('<img src="/chart/1.png">')))).toBe(
    '<p>above</p><img src="/chart/1.png"><p>below</p>',
  )
})
