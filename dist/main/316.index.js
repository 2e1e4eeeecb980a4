export const id = 316;
export const ids = [316];
export const modules = {

/***/ 3316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   requestIdentityToken: () => (/* binding */ requestIdentityToken)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);

const longestAnswerMs = 10_000;
/** A token has some two thousand characters. */
const longestToken = 65_536;
/**
 * Asks GitHub for a signed identity of this job (an OIDC token), as `@actions/core` does; its client brings
 * a whole HTTP library along.
 *
 * @param audience the one that the token is for
 * @throws Error in one line, without the address or the token of the request
 */
async function requestIdentityToken(audience, env, signal) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
    if (!address || !bearer) {
        throw new Error('GitHub gives this job no identity token: the job needs permissions: id-token: write, which pull requests from forks never get.');
    }
    const url = new URL(address);
    url.searchParams.set('audience', audience);
    const response = await fetch(url, {
        headers: { accept: 'application/json', authorization: `Bearer ${bearer}` },
        signal: AbortSignal.any([signal, AbortSignal.timeout(longestAnswerMs)]),
    }).catch((cause) => {
        signal.throwIfAborted();
        throw new Error(`GitHub's token service gave no answer: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause)}`, { cause });
    });
    if (!response.ok) {
        throw new Error(`GitHub's token service answered with HTTP status ${response.status}.`);
    }
    const { value } = (await response.json().catch(() => ({})));
    if (typeof value !== 'string' || value === '' || value.length > longestToken) {
        throw new Error("GitHub's token service answered without a token.");
    }
    return value;
}


/***/ })

};
