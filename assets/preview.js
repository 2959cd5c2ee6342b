// A form that only asks (method get) names the part of its page that shows the answer: with script the part follows every choice.
// Without it, and whenever asking fails, the form's own button does the same.

/**
 * Let the named part of the page follow what is chosen.
 * @param {Document} page - the whole page
 */
export function followChoices(page) {
  for (const form of page.querySelectorAll('form[data-preview]')) {
    let asked = 0
    form.addEventListener('change', async () => {
      const number = ++asked
      const address = `${window.location.pathname}?${new URLSearchParams(new FormData(form))}`
      const answer = await fetch(address, { headers: { Accept: 'text/html' } }).catch(() => null)
      if (!answer?.ok || number !== asked) {
        return
      }
      const shown = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const id = form.dataset.preview
      const now = page.getElementById(id)
      const then = shown.getElementById(id)
      if (now && then && number === asked) {
        now.replaceChildren(...then.childNodes)
        window.history.replaceState(null, '', address)
      }
    })
  }
}
