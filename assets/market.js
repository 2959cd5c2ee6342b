// Progressive enhancement only: every page works when this file never arrives.
import { initAll } from './govuk-frontend.min.js'
import { foldFilters } from './filters.js'
import { followChoices } from './preview.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
foldFilters(document)
followChoices(document)
