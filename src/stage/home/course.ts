// Which lessons are there, and in which order? The first hour, then the chapters.
import { firstHour } from '../../catalog/first-hour.ts'

export interface CourseLesson {
  /** `caches/strong-cache` */
  id: string
  slug: string
  title: string
  ask: string
  chapter: string
  /** Title of the lesson that it builds on; null for most. */
  buildsOn: string | null
}

export interface CourseGroup {
  /** Null for the first hour. */
  chapter: string | null
  lessons: readonly CourseLesson[]
}

/** @param scenarios in the order of the chapters */
export function createCourse(
  scenarios: readonly {
    id: string
    slug: string
    chapter: string
    outline: { title: string; ask: string }
  }[],
): CourseGroup[] {
  const lessons = scenarios.map(({ chapter, id, outline: { ask, title }, slug }) => ({
    id,
    slug,
    title,
    ask,
    chapter,
    buildsOn: null,
  }))
  const bySlug = new Map(lessons.map(lesson => [lesson.slug, lesson]))
  const first = firstHour.flatMap(({ buildsOn, slug }) => {
    const lesson = bySlug.get(slug)
    if (lesson === undefined) return []
    return [{ ...lesson, buildsOn: buildsOn === null ? null : (bySlug.get(buildsOn)?.title ?? null) }]
  })
  const inFirstHour = new Set(first.map(({ id }) => id))
  const chapters = [...new Set(lessons.map(({ chapter }) => chapter))]
  return [
    { chapter: null, lessons: first },
    ...chapters.map(chapter => ({
      chapter,
      lessons: lessons.filter(lesson => lesson.chapter === chapter && !inFirstHour.has(lesson.id)),
    })),
  ].filter(({ lessons }) => lessons.length > 0)
}

/** All lessons in the order of the course. */
export function listLessons(course: readonly CourseGroup[]): CourseLesson[] {
  return course.flatMap(({ lessons }) => lessons)
}
