// Package page is what every screen is made of: the layout, the components, the stylesheet, the
// fonts and the one small script, all of it embedded.
//
// Components are typed (a-h/templ) and know words by their key only. Nothing here carries an
// inline style or script: pages hold under the strictest policy (DESIGN 8). Assets stand under a
// hash of their content and may be kept for ever. A municipality's theme is read into tokens that we
// know, checked for contrast, and written anew before it is served.
package page
