"""Words that occur in nearly every text: a query ignores them unless it has no other words."""

STOP_WORDS = {
    "en": "a about an and are as at be by for from how in is it of on or that the this to was what which who with",
    "fr": "à au aux avec ce ces comment d dans de des du en est et il l la le les ou où par pour qu que qui sur un une",
    "es": "a al como con cómo de del el en es la las lo los o para por que qué se su sus un una y",
    "ru": "а в во для и из или к как на не о об от по при с со у что это",
    "ar": "أن إلى التي الذي على عن في من هذا هذه هو هي و ما مع كيف",
    "zh": "的 了 和 与 在 是",
}
