// The filter panel stands open without script; on a narrow screen it starts folded, so that the results come first.
const NARROW = '(max-width: 59.99em)'

/**
 * Fold every filter panel that says nothing is filtered yet, when the screen has one column.
 * @param {ParentNode} within - the part of the page to look in
 */
export function foldFilters(within) {
  if (!window.matchMedia(NARROW).matches) {
    return
  }
  for (const panel of within.querySelectorAll('details[data-fold="narrow"]')) {
    panel.removeAttribute('open')
  }
}
