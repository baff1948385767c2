/** Follows every save: what comes from the knowledge is fetched again and takes the place of what is shown. */
const LIVE = ['places', 'state', 'main']
let shown = document.documentElement.dataset.stamp
let latest = shown
let busy = false

async function refresh() {
  const response = await fetch(location.href)
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  document.title = fresh.title
  for (const id of LIVE) document.getElementById(id).replaceWith(fresh.getElementById(id))
  shown = fresh.documentElement.dataset.stamp
}

// A server that was started anew has another stamp, so its first word brings the page up to date.
new EventSource('/changes').onmessage = async ({ data }) => {
  latest = data
  if (busy) return
  busy = true
  try {
    while (shown !== latest) await refresh()
  } finally {
    busy = false
  }
}
