/* Places as numbers: Web Mercator, distances on the ellipsoid, and which thing a point touches. */
(function () {
  "use strict";

  const atlas = (window.sahelAtlas = window.sahelAtlas || {});

  const RADIANS = Math.PI / 180;
  const WORLD_PX = 256; // width of the world at zoom 0, as Leaflet's EPSG3857 has it

  /* World pixels of zoom 0, as Leaflet counts them. */
  function toWorld(latitude, longitude) {
    const y = Math.log(Math.tan(Math.PI / 4 + (latitude * RADIANS) / 2));
    return [WORLD_PX * (longitude / 360 + 0.5), WORLD_PX * (0.5 - y / (2 * Math.PI))];
  }

  /* Turn [[latitude, longitude], …] into a line of world pixels with its box. */
  function toLine(points) {
    const xy = new Float64Array(points.length * 2);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    points.forEach((point, index) => {
      const [x, y] = toWorld(point[0], point[1]);
      xy[2 * index] = x;
      xy[2 * index + 1] = y;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    });
    return { xy, box };
  }

  function joinBoxes(boxes) {
    return boxes.reduce(
      (whole, box) => [
        Math.min(whole[0], box[0]),
        Math.min(whole[1], box[1]),
        Math.max(whole[2], box[2]),
        Math.max(whole[3], box[3]),
      ],
      [Infinity, Infinity, -Infinity, -Infinity]
    );
  }

  function boxesMeet(a, b) {
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  }

  /* Whether a point lies in rings by the even-odd rule. */
  function isInside(rings, x, y) {
    let inside = false;
    rings.forEach((ring) => {
      const xy = ring.xy;
      if (y < ring.box[1] || y > ring.box[3]) return;
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        const crosses = xy[i + 1] > y !== xy[j + 1] > y;
        if (crosses && x < ((xy[j] - xy[i]) * (y - xy[i + 1])) / (xy[j + 1] - xy[i + 1]) + xy[i]) {
          inside = !inside;
        }
      }
    });
    return inside;
  }

  function distanceToSegment(x, y, x1, y1, x2, y2) {
    const dx = x2 - x1;
    const dy = y2 - y1;
    const length2 = dx * dx + dy * dy;
    const along = length2 ? ((x - x1) * dx + (y - y1) * dy) / length2 : 0;
    const t = Math.max(0, Math.min(1, along));
    return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
  }

  function distanceToLine(line, x, y) {
    let nearest = Infinity;
    const xy = line.xy;
    for (let i = 2; i < xy.length; i += 2) {
      const distance = distanceToSegment(x, y, xy[i - 2], xy[i - 1], xy[i], xy[i + 1]);
      nearest = Math.min(nearest, distance);
    }
    return nearest;
  }

  /* Metres on the ground that one pixel stands for, at a latitude and a scale (pixels a world pixel). */
  function metresPerPixel(latitude, scale) {
    return (2 * Math.PI * 6378137 * Math.cos(latitude * RADIANS)) / (WORLD_PX * scale);
  }

  const WGS84 = { a: 6378137, b: 6356752.314245, f: 1 / 298.257223563 };

  /*
   * Length of the geodesic between two points on WGS84, in metres, by Vincenty's inverse formula
   * (Survey Review 23, 1975). It converges everywhere but near antipodes, far outside our window.
   */
  function geodesicMetres(latitude1, longitude1, latitude2, longitude2) {
    const { a, b, f } = WGS84;
    const u1 = Math.atan((1 - f) * Math.tan(latitude1 * RADIANS));
    const u2 = Math.atan((1 - f) * Math.tan(latitude2 * RADIANS));
    const difference = (longitude2 - longitude1) * RADIANS;
    const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
    let lambda = difference;
    for (let round = 0; round < 100; round += 1) {
      const sinLambda = Math.sin(lambda);
      const cosLambda = Math.cos(lambda);
      const sinSigma = Math.hypot(
        cosU2 * sinLambda,
        cosU1 * sinU2 - sinU1 * cosU2 * cosLambda
      );
      if (sinSigma === 0) return 0;
      const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
      const sigma = Math.atan2(sinSigma, cosSigma);
      const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma;
      const cos2Alpha = 1 - sinAlpha * sinAlpha;
      const cos2Mid = cos2Alpha ? cosSigma - (2 * sinU1 * sinU2) / cos2Alpha : 0;
      const c = (f / 16) * cos2Alpha * (4 + f * (4 - 3 * cos2Alpha));
      const tilt = sigma + c * sinSigma * (cos2Mid + c * cosSigma * (2 * cos2Mid * cos2Mid - 1));
      const last = lambda;
      lambda = difference + (1 - c) * f * sinAlpha * tilt;
      if (Math.abs(lambda - last) < 1e-11) {
        return vincentyLength(sigma, sinSigma, cosSigma, cos2Alpha, cos2Mid, a, b);
      }
    }
    return NaN;
  }

  function vincentyLength(sigma, sinSigma, cosSigma, cos2Alpha, cos2Mid, a, b) {
    const k = (cos2Alpha * (a * a - b * b)) / (b * b);
    const bigA = 1 + (k / 16384) * (4096 + k * (-768 + k * (320 - 175 * k)));
    const bigB = (k / 1024) * (256 + k * (-128 + k * (74 - 47 * k)));
    const inner = cosSigma * (2 * cos2Mid * cos2Mid - 1);
    const outer =
      (bigB / 6) * cos2Mid * (4 * sinSigma * sinSigma - 3) * (4 * cos2Mid * cos2Mid - 3);
    const deltaSigma = bigB * sinSigma * (cos2Mid + (bigB / 4) * (inner - outer));
    return b * bigA * (sigma - deltaSigma);
  }

  /* 17.4 → 17°24′ and the letter of its hemisphere. */
  function toDegreesMinutes(value, positive, negative) {
    const minutes = Math.round(Math.abs(value) * 60);
    const rest = String(minutes % 60).padStart(2, "0");
    return `${Math.floor(minutes / 60)}°${rest}′\u00a0${value < 0 ? negative : positive}`;
  }

  Object.assign(atlas, {
    toWorld,
    toLine,
    joinBoxes,
    boxesMeet,
    isInside,
    distanceToLine,
    geodesicMetres,
    metresPerPixel,
    toDegreesMinutes,
  });
})();
