/* Reads the packed events and the masks over them: what packing.py writes, see there. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const MAGIC = "SAE1";
  const COORDINATE_STEPS = 10000; // steps in a degree
  const ARRAYS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array };
  const PLACE_SECTIONS = ["place_longitude", "place_latitude", "place_precision"];
  const EVENT_SECTIONS = ["type", "first", "last"];

  function fail(reason) {
    throw new Error(`The packed events cannot be read: ${reason}.`);
  }

  function readHeader(buffer) {
    const start = new Uint8Array(buffer, 0, Math.min(8, buffer.byteLength));
    const magic = String.fromCharCode(...start.subarray(0, MAGIC.length));
    if (magic !== MAGIC) fail(`they must begin with ${MAGIC}, got ${JSON.stringify(magic)}`);
    if (start.length < 8) fail(`they end in the header, after ${start.length} bytes`);
    const length = new DataView(buffer).getUint32(4, true);
    if (8 + length > buffer.byteLength) {
      fail(`the header has ${length} bytes, but the file only ${buffer.byteLength}`);
    }
    try {
      return JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
    } catch (error) {
      return fail(`the header is no JSON, ${error.message}`);
    }
  }

  /* A view of a section, which must have so many numbers. */
  function readSection(buffer, header, name, expected) {
    if (!header.sections || !header.sections[name]) fail(`there is no section ${name}`);
    const [dtype, offset, count] = header.sections[name];
    const Numbers = ARRAYS[dtype];
    if (!Numbers) fail(`section ${name} has numbers of an unknown type, ${dtype}`);
    if (count !== expected) fail(`section ${name} must have ${expected} numbers, got ${count}`);
    const end = offset + count * Numbers.BYTES_PER_ELEMENT;
    if (end > buffer.byteLength) {
      fail(`section ${name} ends at byte ${end}, but the file has only ${buffer.byteLength}`);
    }
    return new Numbers(buffer, offset, count);
  }

  /* The place of each event; a run of events that goes back or too far is an error. */
  function placeOfEvents(start, count) {
    const place = new Int32Array(count);
    const placeCount = start.length - 1;
    if (start[0] !== 0 || start[placeCount] !== count) {
      fail(`the places must share events 0 to ${count}, got ${start[0]} to ${start[placeCount]}`);
    }
    for (let number = 0; number < placeCount; number += 1) {
      if (start[number + 1] < start[number]) fail(`the events of place ${number} end too early`);
      place.fill(number, start[number], start[number + 1]);
    }
    return place;
  }

  /*
   * The columns of a pack. Events of place p are start[p] to start[p + 1] - 1; days are whole
   * numbers since 1970-01-01; a place of precision 4 has no location.
   */
  function unpackEvents(buffer) {
    const header = readHeader(buffer);
    const { events: count, places: placeCount, types } = header;
    const read = (name, expected) => readSection(buffer, header, name, expected);
    const [longitude, latitude, precision] = PLACE_SECTIONS.map((name) => read(name, placeCount));
    const [type, first, last] = EVENT_SECTIONS.map((name) => read(name, count));
    const start = read("place_start", placeCount + 1);
    if (type.some((index) => index >= types.length)) fail("an event has a type without a name");
    const toDegrees = (steps) => Float64Array.from(steps, (step) => step / COORDINATE_STEPS);
    return {
      count, placeCount, types, precision, start, type, first, last,
      longitude: toDegrees(longitude),
      latitude: toDegrees(latitude),
      place: placeOfEvents(start, count),
    };
  }

  /* A mask as one byte an event, 1 when it passes. */
  function readMask(buffer, count) {
    const bytes = new Uint8Array(buffer);
    const expected = Math.ceil(count / 8);
    if (bytes.length !== expected) {
      throw new Error(
        `A mask over ${count} events must have ${expected} bytes, got ${bytes.length}.`
      );
    }
    const mask = new Uint8Array(count);
    for (let index = 0; index < count; index += 1) {
      mask[index] = (bytes[index >> 3] >> (index & 7)) & 1;
    }
    return mask;
  }

  Object.assign(atlas, { unpackEvents, readMask });
})();
