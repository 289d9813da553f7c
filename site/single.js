// The first script of the page as one file: the files that the page would load stand in the document as texts, and are given to it
// from there. Scripts run as the page asks for them, in its own way; what is fetched is the module, which stands there as text.
{
  const texts = [...document.querySelectorAll('script[data-file]')];
  const files = new Map(texts.map(({ dataset, textContent }) => [dataset.file, textContent]));
  const nameOf = (address) => String(address).split('/').at(-1);

  const { get, set } = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src');
  const places = new WeakMap();
  Object.defineProperty(HTMLScriptElement.prototype, 'src', {
    get() {
      return places.get(this) ?? get.call(this);
    },
    set(address) {
      const text = files.get(nameOf(address));
      if (text === undefined) return set.call(this, address);
      places.set(this, new URL(address, document.baseURI).href);
      // A script with a text would run at once when it is put into the document, in the middle of the one that asks for it; one
      // from an address comes later, and says so.
      setTimeout(() => {
        this.text = text;
        this.dispatchEvent(new Event('load'));
      });
    },
  });

  const fetched = window.fetch;
  window.fetch = (address, options) => {
    const text = files.get(`${nameOf(address)}.js`);
    if (text === undefined) return fetched(address, options);
    const bytes = Uint8Array.from(atob(/"([^"]*)"/.exec(text)[1]), (character) => character.charCodeAt(0));
    return Promise.resolve(new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } }));
  };

  const page = document.createElement('script');
  page.src = document.currentScript.dataset.page;
  document.head.append(page);
}
