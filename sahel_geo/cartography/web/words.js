/* Sentences with numbers in them, in the manner of a language. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  /* A sentence with its {placeholders} filled in. */
  const fillWords = (template, values) =>
    template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  const manners = new Map();

  /* How a language writes numbers and tells one from many; made once, since making takes long. */
  function mannerOf(language) {
    if (!manners.has(language)) {
      const locale = atlas.localeOf(language);
      const manner = { rules: new Intl.PluralRules(locale), numbers: new Intl.NumberFormat(locale) };
      manners.set(language, manner);
    }
    return manners.get(language);
  }

  const formatNumber = (number, language) => mannerOf(language).numbers.format(number);

  /* A sentence with a number in it, in the plural form of the language. */
  function countWords(forms, number, values, language) {
    const rule = mannerOf(language).rules.select(number);
    const n = formatNumber(number, language);
    return fillWords(forms[rule] || forms.other, Object.assign({ n }, values));
  }

  Object.assign(atlas, { fillWords, formatNumber, countWords });
})();
